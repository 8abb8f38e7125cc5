package dev.trammel.calibration.study;

import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which robots a study is of, and where it keeps what it records. */
final class RobotsOptions {

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "Whose robots. Default: ${DEFAULT-VALUE}.")
  private String task;

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "How many; their seeds follow each other. Default: ${DEFAULT-VALUE}.")
  private int devices;

  @Option(
      names = "--first",
      paramLabel = "SEED",
      description = "Of the first one, for the part of a study. Default: ${DEFAULT-VALUE}.")
  private int first;

  @Option(
      names = "--hidden",
      paramLabel = "KINDS",
      description = "What is drawn, as trammel device has it. Default: ${DEFAULT-VALUE}.")
  private String hidden;

  @Option(
      names = "--ask",
      paramLabel = "OPTION",
      description = "Goes to every question, as in --ask=--repeat=5. Repeatable.")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For all that is recorded. Default: a new folder that is told.")
  private Path out = Path.of("");

  /** What holds where nothing else is said. */
  RobotsOptions(String task, int devices, String hidden) {
    this.task = task;
    this.devices = devices;
    this.hidden = hidden;
  }

  String task() {
    return task;
  }

  /** What of them is drawn. */
  String hidden() {
    return hidden;
  }

  /** What goes to every question. */
  List<String> asked() {
    return options;
  }

  /** The robots' seeds. */
  IntStream seeds() {
    UsageException.requireAtLeast(devices, 1, "--devices");
    return IntStream.range(first, first + devices);
  }

  /**
   * Says on what machine this is, what of and where to, and returns the folder.
   *
   * @param name of a new one
   */
  Path begin(String name, Terminal terminal) throws IOException {
    Path folder = out.toString().isEmpty() ? Files.createTempDirectory(name) : out.toAbsolutePath();
    terminal.say(Machine.here().describe());
    terminal.say("task " + task + ", hidden " + hidden + ", " + devices + " robots, in " + folder);
    return folder;
  }
}
