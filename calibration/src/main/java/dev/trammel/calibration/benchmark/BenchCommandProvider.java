package dev.trammel.calibration.benchmark;

import dev.trammel.controller.spi.CommandProvider;

/** Offers the benchmarks, by the name {@code bench}. */
public final class BenchCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public Object command() {
    return new BenchCommand();
  }
}
