package dev.trammel.calibration.study;

import dev.trammel.controller.spi.BenchmarkProvider;

/** Offers {@code trammel bench circle}. */
public final class CircleBenchmarkProvider implements BenchmarkProvider {

  @Override
  public String name() {
    return "circle";
  }

  @Override
  public Object command() {
    return new CircleCommand();
  }
}
