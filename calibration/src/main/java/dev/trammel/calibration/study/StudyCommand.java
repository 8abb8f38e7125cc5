package dev.trammel.calibration.study;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
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
      "  trammel bench calibrate delay --flaws saturate:pivot:0.03..0.12 --devices 20",
      "  trammel bench calibrate fit-sim --task arm-bench --flawed=sign,motor,swap"
          + " --address=reset=place --devices 20",
      "  trammel bench calibrate gravity --task arm-bench --devices 10 --hidden matching",
    })
final class StudyCommand implements Callable<Integer> {

  private static final String ANYTHING = "anything";

  @Parameters(
      arity = "1..*",
      paramLabel = "QUESTION",
      description = "Commands of trammel calibrate, asked one after the other.")
  private List<String> questions = new ArrayList<>();

  @Mixin
  private RobotsOptions robots = new RobotsOptions("joint-bench", 30, "matching");

  @Option(
      names = "--flawed",
      arity = "0..1",
      fallbackValue = ANYTHING,
      paramLabel = "KIND,...",
      description = "What is wrong with each robot is drawn by its seed too: nothing, one thing or"
          + " two; with kinds, such as sign,motor,swap, exactly one of these. Says which flaws the"
          + " answers found.")
  private String flawed = "";

  @Option(
      names = "--flaws",
      paramLabel = "FLAWS",
      description =
          "What is wrong with each robot, as trammel device has it; a range in it is drawn"
              + " by the robot's seed, as in --flaws saturate:pivot:0.03..0.12.")
  private String flaws = "";

  @Option(
      names = "--address",
      paramLabel = "SETTING",
      description =
          "Goes to the robots' addresses, as in --address=reset=place, which puts them at starts.")
  private String setting = "";

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!flawed.isEmpty() && !flaws.isEmpty()) {
      throw new UsageException("--flawed and --flaws must not come together: they both say what is"
          + " wrong with a robot");
    }
    int[] seeds = robots.seeds().toArray();
    Terminal terminal = common.terminal();
    PlantSettings described =
        TaskReader.read(TaskCatalog.shipped().find(robots.task()), List.of()).plant();
    Path folder = robots.begin("trammel-calibrate", terminal);
    Tallies tallies = new Tallies(new StudyTable(), new FlawTally());
    int lost = 0;
    for (int seed : seeds) {
      try {
        ask(seed, folder.resolve("robot-" + seed), described, tallies, terminal);
      } catch (IOException e) {
        lost++;
        terminal.say("robot " + seed + " is left out: " + e.getMessage());
      }
      // a study takes hours: what is known so far can be read, and is left where it is stopped
      Files.write(folder.resolve("table.txt"), tallies.lines(isFlawed()));
    }
    tallies.lines(isFlawed()).forEach(terminal::say);
    if (lost > 0) {
      terminal.say(lost + " of " + seeds.length + " robots are left out");
    }
    return lost > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  /** What tells the robot what is wrong with it. */
  private List<String> wrong(int seed) {
    if (!flaws.isEmpty()) {
      return List.of("--flaws", DrawnFlaws.of(flaws, seed));
    }
    if (flawed.isEmpty()) {
      return List.of();
    }
    return flawed.equals(ANYTHING)
        ? List.of("--flaw-seed", "" + seed)
        : List.of("--flaw-seed", "" + seed, "--flaw-kinds", flawed);
  }

  private boolean isFlawed() {
    return !flawed.isEmpty() || !flaws.isEmpty();
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
    List<String> drawn =
        new ArrayList<>(List.of("--hidden-seed", "" + seed, "--hidden", robots.hidden()));
    drawn.addAll(wrong(seed));
    try (DeviceProcess device = new DeviceProcess(robots.task(), drawn, setting, folder)) {
      for (String question : questions) {
        terminal.progress("robot " + seed + ", " + question);
        answers.add(Asked.of(question, device, robots.asked(), folder));
      }
      if (isFlawed()) {
        requireAnswered(answers, folder);
      }
      Truth truth = Truth.read(device.truth(), described);
      for (Asked answer : answers) {
        tallies.table().add(answer, truth);
        if (isFlawed()) {
          tallies
              .flaws()
              .add(answer, truth)
              .ifPresent(line -> terminal.say("robot " + seed + ": " + line));
        }
      }
    }
  }

  /** A robot that was never asked was found neither sound nor flawed. */
  private static void requireAnswered(List<Asked> answers, Path folder) throws IOException {
    for (Asked answer : answers) {
      if (answer.findings().isEmpty()) {
        throw new IOException(answer.command() + " came to no findings, exit code " + answer.exit()
            + "; see " + folder.resolve(answer.command() + ".txt"));
      }
    }
  }
}
