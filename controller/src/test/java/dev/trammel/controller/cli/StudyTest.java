package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies as a user starts them, in processes of their own. */
class StudyTest {

  /** Of one run: two iterations of four episodes in two conditions, and the evaluation. */
  private static final int EPISODES = 16 + 40;

  private static final String BUDGET = "algorithm.budget={iterations: 2, confirmations: 0}";

  @TempDir
  private Path folder;

  private static String[] command(String... start) {
    return Stream.concat(
            Stream.of(start), Stream.of("--json", "--set", BUDGET, "--set", "algorithm.samples=4"))
        .toArray(String[]::new);
  }

  private static String[] study(String out, String seeds, String within) {
    return command(
        "study",
        "sled",
        "--out",
        out,
        "--seeds",
        seeds,
        "--threads",
        "1",
        "--set",
        "success.all[0].within=" + within);
  }

  private static List<?> hashes(Ended study) {
    assertThat(study.json().get("runs")).as(study.err()).isInstanceOf(List.class);
    return study.json().get("runs") instanceof List<?> runs
        ? runs.stream().map(run -> ((Map<?, ?>) run).get("trajectory_hash")).toList()
        : List.of();
  }

  @Test
  void eachSeedIsTrainedAsAloneAndTold() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended study = trammel.run(command("study", "sled", "--seeds", "2"));
    Ended alone = trammel.run(command("train", "sled", "--seed", "1"));

    assertThat(hashes(study)).hasSize(2).last().isEqualTo(alone.json().get("trajectory_hash"));
    assertThat(hashes(study)).doesNotHaveDuplicates();
    assertThat(study.json()).containsEntry("study", "runs/study-sled-001");
    assertThat(study.err()).contains("seed 0: ", "seed 1: ", " of 2 seeds");
    assertThat(Files.readString(folder.resolve("runs/study-sled-001/study.md")))
        .contains("# Study of sled", "| 0 | ", "| 1 | ", "trammel study sled --seeds 2 --json")
        .contains(hashes(study).stream().map(String::valueOf).toList());
  }

  @Test
  void theExitCodeSaysWhetherEverySeedSolvedTheTask() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended easy = trammel.run(study("easy", "2", "10"));
    Ended hopeless = trammel.run(study("hopeless", "1", "1e-9"));

    assertThat(easy.code()).isEqualTo(ExitCode.OK);
    assertThat(easy.json()).containsEntry("solved_seeds", 2).containsEntry("solved", true);
    assertThat(hopeless.code()).isEqualTo(ExitCode.NOT_SOLVED);
    assertThat(hopeless.json())
        .containsEntry("solved_seeds", 0)
        .containsEntry("median_experience_seconds_per_condition", null);
  }

  @Test
  void anInterruptedStudyGoesOnAndRunsNothingTwice() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended whole = trammel.run(study("whole", "3", "10"));
    Ended stopped = trammel.run(
        List.of("-Dsled.signal=INT", "-Dsled.episode=" + (EPISODES + 9)), study("cut", "3", "10"));
    assertThat(stopped.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(stopped.json()).containsEntry("ended", 1).containsEntry("solved", false);
    FileTime first = Files.getLastModifiedTime(folder.resolve("cut/seed-000/result.json"));

    Ended resumed = trammel.run(study("cut", "3", "10"));

    assertThat(resumed.code()).isEqualTo(ExitCode.OK);
    assertThat(hashes(resumed)).isEqualTo(hashes(whole));
    assertThat(Files.getLastModifiedTime(folder.resolve("cut/seed-000/result.json")))
        .isEqualTo(first);
  }

  @Test
  void seedsOfOtherSettingsAreNotMixedInAndNoneIsLeftOut() throws Exception {
    Trammel trammel = new Trammel(folder);
    trammel.run(study("study", "2", "10"));

    Ended other = trammel.run(study("study", "2", "9"));
    Ended fewer = trammel.run(study("study", "1", "10"));

    assertThat(other.code()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("seed-000 was made otherwise: settings was ");
    assertThat(fewer.code()).isEqualTo(ExitCode.USAGE);
    assertThat(fewer.err()).contains("holds a run of seed 1: --seeds must not leave it out");
  }
}
