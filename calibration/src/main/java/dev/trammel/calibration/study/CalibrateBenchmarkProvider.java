package dev.trammel.calibration.study;

import dev.trammel.controller.spi.BenchmarkProvider;

/** Offers {@code trammel bench calibrate}. */
public final class CalibrateBenchmarkProvider implements BenchmarkProvider {

  @Override
  public String name() {
    return "calibrate";
  }

  @Override
  public Object command() {
    return new StudyCommand();
  }
}
