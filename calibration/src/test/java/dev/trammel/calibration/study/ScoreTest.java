package dev.trammel.calibration.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.procedure.Delay;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.hidden.TruthFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {

  @TempDir
  private Path folder;

  private Truth truth;

  /** A motor with a delay of 2 ms and a lag of 10 ms. */
  @BeforeEach
  void hideALag() throws Exception {
    Task task = TaskReader.read(TaskCatalog.shipped().find("joint-bench"), List.of());
    PlantSettings described = task.plant();
    Path file = folder.resolve("truth.json");
    TruthFile.write(
        file,
        described,
        Hidden.of("delay=0.002,lag=0.01", 0)
            .truth(described.robot(), described.world().gravity()));
    truth = Truth.read(file, described);
  }

  private static Map<String, Object> estimate(Quantity quantity, double value, String method) {
    return Map.of(
        "part",
        "pivot",
        "quantity",
        quantity.key(),
        "unit",
        "s",
        "value",
        value,
        "lower",
        value - 1e-4,
        "upper",
        value + 1e-4,
        "identifiable",
        true,
        "method",
        method);
  }

  @Test
  void aDelayThatWasNotToldFromALagIsHeldAgainstBothTogether() {
    Score score =
        Score.of(estimate(Quantity.DELAY, 0.01203, Delay.WHOLE), truth).orElseThrow();

    assertThat(score.isCovered()).isTrue();
    assertThat(score.error()).isCloseTo(3e-5, within(1e-9));
    assertThat(Score.of(estimate(Quantity.LAG, 0, Delay.WHOLE), truth)).isEmpty();
  }

  @Test
  void aDelayAndALagThatWereToldApartAreHeldAgainstTheirOwn() {
    Score delay = Score.of(estimate(Quantity.DELAY, 0.002, "fit"), truth).orElseThrow();
    Score lag = Score.of(estimate(Quantity.LAG, 0.012, "fit"), truth).orElseThrow();

    assertThat(delay.isCovered()).isTrue();
    assertThat(lag.isCovered()).isFalse();
    assertThat(lag.error()).isCloseTo(2e-3, within(1e-9));
  }
}
