package dev.trammel.calibration.study;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.Machine;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts questions to many hidden robots, and compares the answers with the truth. */
@Command(
    name = "calibrate",
    description = "Measure how well the bench finds what robots are: emulated ones, each in a"
        + " process of its own that draws what it is and tells nobody but the judge.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bench calibrate friction delay --devices 30",
      "  trammel bench calibrate checkout --flawed --ask=--pace=10 --devices 150",
      "  trammel bench calibrate gravity --task arm-bench --devices 10 --hidden matching",
    })
final class StudyCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "QUESTION",
      description = "Commands of trammel calibrate, asked one after the other.")
  private List<String> questions = new ArrayList<>();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "Whose robots. Default: ${DEFAULT-VALUE}.")
  private String task = "joint-bench";

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "How many; their seeds are 0 to N - 1. Default: ${DEFAULT-VALUE}.")
  private int devices = 30;

  @Option(
      names = "--first",
      paramLabel = "SEED",
      description = "Of the first one, for the part of a study. Default: ${DEFAULT-VALUE}.")
  private int first;

  @Option(
      names = "--flawed",
      description = "What is wrong with each robot is drawn by its seed too: nothing, one thing or"
          + " two. Says which flaws the answers found.")
  private boolean flawed;

  @Option(
      names = "--hidden",
      paramLabel = "KINDS",
      description = "What is drawn, as trammel device has it. Default: ${DEFAULT-VALUE}.")
  private String hidden = "matching";

  @Option(
      names = "--ask",
      paramLabel = "OPTION",
      description = "Goes to every question, as in --ask=--repeat=5. Repeatable.")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--address",
      paramLabel = "SETTING",
      description =
          "Goes to the robots' addresses, as in --address=reset=place, which puts them at starts.")
  private String setting = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For all that is recorded. Default: a new folder that is told.")
  private Path out = Path.of("");

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    UsageException.requireAtLeast(devices, 1, "--devices");
    Terminal terminal = common.terminal();
    Path folder = out.toString().isEmpty() ? Files.createTempDirectory("trammel-calibrate") : out;
    terminal.say(Machine.here().describe());
    terminal.say("task " + task + ", hidden " + hidden + ", " + devices + " robots, in " + folder);
    PlantSettings described =
        TaskReader.read(TaskCatalog.shipped().find(task), List.of()).plant();
    Tallies tallies = new Tallies(new StudyTable(), new FlawTally());
    int lost = 0;
    for (int seed = first; seed < first + devices; seed++) {
      try {
        ask(seed, folder.resolve("robot-" + seed), described, tallies, terminal);
      } catch (IOException e) {
        lost++;
        terminal.say("robot " + seed + " is left out: " + e.getMessage());
      }
      // a study takes hours: what is known so far can be read, and is left where it is stopped
      Files.write(folder.resolve("table.txt"), tallies.lines(flawed));
    }
    tallies.lines(flawed).forEach(terminal::say);
    if (lost > 0) {
      terminal.say(lost + " of " + devices + " robots are left out");
    }
    return lost > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  /** What the answers come to. */
  private record Tallies(StudyTable table, FlawTally flaws) {

    List<String> lines(boolean flawed) {
      List<String> all = new ArrayList<>(table.lines());
      if (flawed) {
        all.addAll(flaws.lines());
      }
      return all;
    }
  }

  private void ask(
      int seed, Path folder, PlantSettings described, Tallies tallies, Terminal terminal)
      throws IOException, InterruptedException {
    List<Asked> answers = new ArrayList<>();
    List<String> drawn = new ArrayList<>(List.of("--hidden-seed", "" + seed, "--hidden", hidden));
    if (flawed) {
      drawn.addAll(List.of("--flaw-seed", "" + seed));
    }
    try (DeviceProcess device = new DeviceProcess(task, drawn, setting, folder)) {
      for (String question : questions) {
        terminal.progress("robot " + seed + ", " + question);
        answers.add(Asked.of(question, device, options, folder));
      }
      Truth truth = Truth.read(device.truth(), described);
      for (Asked answer : answers) {
        tallies.table().add(answer, truth);
        if (flawed) {
          tallies
              .flaws()
              .add(answer, truth)
              .ifPresent(line -> terminal.say("robot " + seed + ": " + line));
        }
      }
    }
  }
}
