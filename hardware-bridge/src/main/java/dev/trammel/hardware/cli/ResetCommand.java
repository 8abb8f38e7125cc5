package dev.trammel.hardware.cli;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.hardware.remote.Hands.Outcome;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Leaves a robot's fault. */
@Command(
    name = "reset",
    description = "Leave the fault of a robot behind MQTT, once somebody has looked at it. It is"
        + " inactive then: nothing moves until it is told to.",
    footerHeading = "%nExamples:%n",
    footer = {"  trammel reset mqtt://localhost/cartpole"})
public final class ResetCommand implements Callable<Integer> {

  @Mixin
  private RobotOptions robot = new RobotOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() {
    Terminal terminal = common.terminal();
    Outcome outcome = robot.hands().reset();
    terminal.say("The robot is " + Robots.inWords(outcome) + ".");
    terminal.result(
        Map.of("state", outcome.state(), "fault", outcome.fault(), "stopped", outcome.stopped()));
    return ExitCode.OK;
  }
}
