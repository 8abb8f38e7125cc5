package dev.trammel.hardware.cli;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.hardware.remote.Hands.Outcome;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a robot, whoever commands it. */
@Command(
    name = "stop",
    description = "Stop a robot behind MQTT, whoever commands it; it stays stopped until the same"
        + " user takes the stop back. A request over a network, with no safety rating: an emergency"
        + " stop is hard-wired.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel stop mqtt://localhost/cartpole",
      "  trammel stop --clear mqtt://localhost/cartpole",
    })
public final class StopCommand implements Callable<Integer> {

  @Mixin
  private RobotOptions robot = new RobotOptions();

  @Option(
      names = "--clear",
      description = "Take this user's stop back. The robot stays in its fault until `trammel reset`"
          + " leaves it, and nothing moves.")
  private boolean clear;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    Outcome outcome = clear ? robot.hands().clearStop() : robot.hands().stop();
    terminal.say((clear ? "No stop stands any more" : "Stopped") + ": the robot is "
        + Robots.inWords(outcome) + ".");
    terminal.result(
        Map.of("state", outcome.state(), "fault", outcome.fault(), "stopped", outcome.stopped()));
    return ExitCode.OK;
  }
}
