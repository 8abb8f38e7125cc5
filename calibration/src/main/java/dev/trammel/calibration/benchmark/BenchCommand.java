package dev.trammel.calibration.benchmark;

import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Chooses a benchmark. */
@Command(
    name = "bench",
    description = "Measure how fast Trammel is on this machine.",
    subcommands = {KernelsCommand.class, MpcCommand.class, PolicyCommand.class, SimCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bench calibrate friction delay",
      "  trammel bench circle --devices 3",
      "  trammel bench kernels --quick",
      "  trammel bench link",
      "  trammel bench mpc --quick",
      "  trammel bench policy",
      "  trammel bench sim",
    })
final class BenchCommand implements Runnable {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "which benchmark? " + String.join(", ", new TreeSet<>(spec.subcommands().keySet())));
  }
}
