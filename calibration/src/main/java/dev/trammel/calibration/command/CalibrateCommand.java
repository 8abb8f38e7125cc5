package dev.trammel.calibration.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Chooses what is asked of a robot on a bench. */
@Command(
    name = "calibrate",
    description = "Find out what a robot on a bench really is, one question at a time. Whatever"
        + " moves it is rehearsed in the simulator and shown first, and begins only once its name"
        + " was typed.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel calibrate preflight --device mqtt://localhost/arm1",
      "  trammel calibrate checkout  --device mqtt://localhost/arm1",
      "  trammel calibrate friction  --device mqtt://localhost/arm1 --joints 1,2",
      "  trammel calibrate friction  --device mqtt://localhost/arm1 --dry-run",
      "  trammel calibrate fit-sim   --device sim --task arm-bench",
    })
final class CalibrateCommand implements Runnable {

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
        "which question? " + String.join(", ", spec.subcommands().keySet()));
  }
}
