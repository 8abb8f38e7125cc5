package dev.trammel.calibration.study;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "What is learned, and whose robots. Default: ${DEFAULT-VALUE}.")
  private String task = "cartpole-swingup";

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "How many; their seeds, and those of learning, are 0 to N - 1. Default:"
          + " ${DEFAULT-VALUE}.")
  private int devices = 10;

  @Option(
      names = "--hidden",
      paramLabel = "KINDS",
      description = "What is drawn, as trammel device has it. Default: ${DEFAULT-VALUE}.")
  private String hidden = "mass=0.3,inertia=0.3,damping=0.3,friction,delay=0.004";

  @Option(
      names = "--ask",
      paramLabel = "OPTION",
      description = "Goes to fit-sim, as in --ask=--repeat=2. Repeatable.")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For all that is recorded; what is there already is not done again. Default: a"
          + " new folder that is told.")
  private Path out = Path.of("");

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    UsageException.requireAtLeast(devices, 1, "--devices");
    Terminal terminal = common.terminal();
    Path folder = out.toString().isEmpty()
        ? Files.createTempDirectory("trammel-circle")
        : out.toAbsolutePath();
    terminal.say(Machine.here().describe());
    terminal.say("task " + task + ", hidden " + hidden + ", " + devices + " robots, in " + folder);
    CircleTable table = new CircleTable();
    for (int seed = 0; seed < devices; seed++) {
      terminal.progress("robot " + seed);
      table.add(new Circle(task, seed, hidden, folder.resolve("robot-" + seed)).close(options));
    }
    table.lines().forEach(terminal::say);
    return ExitCode.OK;
  }
}
