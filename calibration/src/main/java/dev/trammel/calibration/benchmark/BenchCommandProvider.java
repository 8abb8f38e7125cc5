package dev.trammel.calibration.benchmark;

import dev.trammel.controller.spi.BenchmarkProvider;
import dev.trammel.controller.spi.CommandProvider;
import dev.trammel.controller.spi.Registry;
import picocli.CommandLine;

/** Offers the benchmarks, those of other jars too, by the name {@code bench}. */
public final class BenchCommandProvider implements CommandProvider {

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public Object command() {
    CommandLine bench = new CommandLine(new BenchCommand());
    for (BenchmarkProvider benchmark :
        Registry.discover("benchmark", BenchmarkProvider.class).all()) {
      bench.addSubcommand(benchmark.name(), benchmark.command());
    }
    return bench;
  }
}
