package dev.trammel.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.storage.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pushes of growing force against a pendulum that has learned to stand. */
@TestInstance(Lifecycle.PER_CLASS)
class DisturbTest {

  @TempDir
  private Path folder;

  @BeforeAll
  void learn() throws Exception {
    Ended train = Trammel.run(
        folder, "train", "pendulum-swingup", "--algorithm", "mpc-gps", "--out", "learned");
    assertThat(train.code()).as(train.err()).isZero();
  }

  @Test
  void forcesThatAreHeldDoNotDependOnThreadsAndAreKept() throws Exception {
    Map<?, ?> one = disturb("1");
    Map<?, ?> two = disturb("2");

    List<?> controllers = (List<?>) one.get("controllers");
    assertThat(controllers).isEqualTo(two.get("controllers")).hasSize(3);
    for (Object controller : controllers) {
      Map<?, ?> line = (Map<?, ?>) controller;
      assertThat((Double) line.get("force")).as(line.toString()).isPositive();
      assertThat(((Map<?, ?>) ((List<?>) line.get("tried")).get(0))).isEqualTo(undisturbed());
    }
    assertThat(folder.resolve("pushes.md")).content().contains("| known |", "| force [N] |");
    assertThat(folder.resolve("pushes.json")).content().contains("part_of_known");
  }

  @ParameterizedTest
  @CsvSource({
    "--part, 0, --part must be above 0 and at most 1",
    "--duration, -1, --duration must be positive",
    "--at, 9s, a push must begin before the episode's end",
    "--at, soon, a push must be written like",
    "--link, arm, a push needs a link of the robot",
    "--out, pushes.txt, --out must end in .md",
    "--controller, best, known"
  })
  void whatCannotBeIsRefused(String option, String value, String complaint) throws Exception {
    Ended ended = Trammel.run(folder, "disturb", "learned", option, value);

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains(complaint);
  }

  private Map<?, ?> disturb(String threads) throws Exception {
    Ended ended = Trammel.run(
        folder,
        "disturb",
        "learned",
        "--episodes",
        "2",
        "--first",
        "8",
        "--threads",
        threads,
        "--out",
        "pushes.md",
        "--json");
    assertThat(ended.code()).as(ended.err()).isZero();
    return Json.read(ended.out().strip());
  }

  private static Map<String, Object> undisturbed() {
    return Json.read("{\"force\": 0.0, \"successes\": 2}");
  }
}
