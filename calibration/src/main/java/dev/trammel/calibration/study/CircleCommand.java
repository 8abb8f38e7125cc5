package dev.trammel.calibration.study;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes hidden robots from the bench to a controller, and compares with learning from nothing. */
@Command(
    name = "circle",
    description = "Measure how much of a robot's time a fitted simulator saves: fit-sim, promote,"
        + " learn in the simulator, go on on the robot; beside it, learn on the robot from nothing."
        + " Robots are emulated, each in a process of its own that draws what it is.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bench circle --devices 3",
      "  trammel bench circle --out circle                # goes on where it was interrupted",
    })
final class CircleCommand implements Callable<Integer> {

  @Mixin
  private RobotsOptions robots = new RobotsOptions(
      "cartpole-swingup", 10, "mass=0.3,inertia=0.3,damping=0.3,friction,delay=0.004");

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    int[] seeds = robots.seeds().toArray();
    Terminal terminal = common.terminal();
    Path folder = robots.begin("trammel-circle", terminal);
    CircleTable table = new CircleTable();
    for (int seed : seeds) {
      terminal.progress("robot " + seed);
      Circle circle =
          new Circle(robots.task(), seed, robots.hidden(), folder.resolve("robot-" + seed));
      table.add(circle.close(robots.asked()));
    }
    table.lines().forEach(terminal::say);
    return ExitCode.OK;
  }
}
