package dev.trammel.hardware.benchmark;

import dev.trammel.controller.spi.BenchmarkProvider;

/** Offers {@code trammel bench link}. */
public final class LinkBenchmarkProvider implements BenchmarkProvider {

  @Override
  public String name() {
    return "link";
  }

  @Override
  public Object command() {
    return new LinkCommand();
  }
}
