package dev.trammel.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.storage.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pushes of growing force against a pendulum that has learned to stand. */
class DisturbTest {

  @TempDir
  private static Path folder;

  @BeforeAll
  static void learn() throws Exception {
    Ended train = Trammel.run(
        folder, "train", "pendulum-swingup", "--algorithm", "mpc-gps", "--out", "learned");
    assertThat(train.code()).as(train.err()).isZero();
    Files.createFile(folder.resolve("there.md"));
  }

  @Test
  void whatIsHeldIsKeptAndDependsNeitherOnThreadsNorOnWhoElseIsPushed() throws Exception {
    List<?> all = disturb("2", "known,mpc,local");
    assertThat(folder.resolve("pushes.md")).content().contains("| known |", "| force [N] |");
    assertThat(folder.resolve("pushes.json"))
        .content()
        .contains("part_of_known")
        .containsPattern("\"force\": ?[0-9.]+,\\s*\"successes\"");
    List<?> alone = disturb("1", "mpc");

    assertThat(all).hasSize(3);
    assertThat(((Map<?, ?>) all.get(1)).get("tried"))
        .isEqualTo(((Map<?, ?>) alone.get(0)).get("tried"));
    for (Object controller : all) {
      Map<?, ?> line = (Map<?, ?>) controller;
      assertThat((Double) line.get("force")).as(line.toString()).isPositive();
      assertThat((Object) line.get("tried"))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .first()
          .isEqualTo(undisturbed());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--part, 0, --part must be above 0 and at most 1",
    "--duration, -1, --duration must be positive",
    "--at, 9s, '--at, --duration: a push must end within the episode'",
    "--at, 2s..1s, '--at: a push must begin between an instant and a later one'",
    "--duration, 60, '--at, --duration: a push must end within the episode'",
    "--threads, 0, --threads must be at least 1",
    "--out, there.md, there.md is there already; --force replaces it",
    "--out, there.md/pushes.md, there.md must be a folder",
    "--at, soon, a push must be written like",
    "--link, arm, a push needs a link of the robot",
    "--out, pushes.txt, --out must end in .md",
    "--controller, best, known"
  })
  void whatCannotBeIsRefused(String option, String value, String complaint) throws Exception {
    Ended ended = Trammel.run(folder, "disturb", "learned", option, value);

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains(complaint);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void runsOfTasksOfOneNameThatDifferAreNotCompared() throws Exception {
    Ended train = Trammel.run(
        folder,
        "train",
        "pendulum-swingup",
        "--set",
        "episode.steps=90",
        "--set",
        "algorithm.budget.iterations=1",
        "--out",
        "shorter");
    Ended ended = Trammel.run(folder, "disturb", "learned", "shorter");

    assertThat(train.code()).as(train.err()).isLessThanOrEqualTo(ExitCode.NOT_SOLVED);
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains("shorter and learned differ in episode.steps\n");
    assertThat(ended.out()).isEmpty();
  }

  private static List<?> disturb(String threads, String controllers) throws Exception {
    Ended ended = Trammel.run(
        folder,
        "disturb",
        "learned",
        "--controller",
        controllers,
        "--episodes",
        "2",
        "--at",
        "1s..1.5s",
        "--first",
        "16",
        "--threads",
        threads,
        "--out",
        "pushes.md",
        "--force",
        "--json");
    assertThat(ended.code()).as(ended.err()).isZero();
    return (List<?>) Objects.requireNonNull(Json.read(ended.out().strip()).get("controllers"));
  }

  private static Map<String, ?> undisturbed() {
    return Json.read("{\"force\": 0.0, \"successes\": 2}");
  }
}
