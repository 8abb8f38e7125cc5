package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that begins with the controllers of another is pinned to them. */
class InitialRunTest {

  private static final String FROM = "algorithm.initial={type: run, run: runs/first}";

  @TempDir
  private Path folder;

  private Ended train(String out, String... more) throws Exception {
    String[] arguments = new String[more.length + 6];
    System.arraycopy(
        new String[] {"train", "sled", "--out", out, "--set", "algorithm.budget.iterations=2"},
        0,
        arguments,
        0,
        6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return new Trammel(folder).run(arguments);
  }

  @Test
  void aRunMayBeginWithWhatIsSolvedOnTheEquations() throws Exception {
    Ended run = train("runs/known", "--set", "algorithm.initial={type: reference}");
    Ended zero = train("runs/zero");

    assertThat(run.code()).as(run.err()).isIn(ExitCode.OK, ExitCode.NOT_SOLVED);
    assertThat(firstCost("runs/known")).isLessThan(firstCost("runs/zero"));
    assertThat(zero.code()).isIn(ExitCode.OK, ExitCode.NOT_SOLVED);
  }

  /** Mean cost of the first iteration's episodes in the first condition. */
  private double firstCost(String run) throws Exception {
    String records = Files.readString(folder.resolve(run).resolve("iterations.jsonl"));
    Matcher cost = Pattern.compile("\"cost\": ([-+.0-9E]+)").matcher(records);
    assertThat(cost.find()).as(records).isTrue();
    return Double.parseDouble(cost.group(1));
  }

  @Test
  void otherControllersInItsPlaceAreRefused() throws Exception {
    train("runs/first");
    Ended second = train("runs/second", "--set", FROM);
    String settings = Files.readString(folder.resolve("runs/second/settings/task.yaml"));
    train("runs/other", "--seed", "5");
    String best = "controllers/best-c00.controller";
    Files.copy(
        folder.resolve("runs/other").resolve(best),
        folder.resolve("runs/first").resolve(best),
        StandardCopyOption.REPLACE_EXISTING);
    Ended report = new Trammel(folder).run("report", "runs/second");

    assertThat(second.code()).as(second.err()).isIn(ExitCode.OK, ExitCode.NOT_SOLVED);
    assertThat(settings).containsPattern("sha256: '?[0-9a-f]{64}").contains("runs/first");
    assertThat(report.code()).isEqualTo(ExitCode.USAGE);
    assertThat(report.err())
        .contains("algorithm.initial.sha256: the run's controllers must have this fingerprint");
  }

  @Test
  void aRunOfAnotherSizeIsRefusedBeforeThereIsAFolder() throws Exception {
    train("runs/first");
    Ended refused = train("runs/second", "--set", FROM, "--set", "episode.steps=7");

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains("algorithm.initial.run: its controllers must be of this task's size, had ")
        .contains("allowed: 7 steps, 2 states, 1 inputs");
    assertThat(folder.resolve("runs/second")).doesNotExist();
  }
}
