package dev.trammel.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.storage.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a task that comes with the product, in its simulation. */
class ShippedTaskTest {

  private static final int NOT_SOLVED = 3;

  @TempDir
  private Path folder;

  @Test
  void pendulumIsSolvedOnItsEquationsAndStandsInTheSimulation() throws Exception {
    Ended solve = Trammel.run(folder, "solve", "pendulum-swingup", "--seeds", "1", "--json");

    assertThat(solve.code()).as(solve.err()).isZero();
    Map<?, ?> json = Json.read(solve.out());
    assertThat((Object) json.get("solved")).isEqualTo(true);
    assertThat((Double) json.get("success_rate")).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void aStudyOfOneIterationSolvesNothingAndSaysSo() throws Exception {
    String budget = "algorithm.budget={iterations: 1, confirmations: 0}";
    Ended study =
        Trammel.run(folder, "study", "pendulum-swingup", "--seeds", "2", "--set", budget, "--json");

    assertThat(study.code()).as(study.err()).isEqualTo(NOT_SOLVED);
    Map<?, ?> json = Json.read(study.out());
    assertThat((Object) json.get("solved_seeds")).isEqualTo(0);
    assertThat((List<?>) json.get("runs")).hasSize(2);
    assertThat(folder.resolve("runs/study-pendulum-swingup-001/study.md")).isNotEmptyFile();
  }
}
