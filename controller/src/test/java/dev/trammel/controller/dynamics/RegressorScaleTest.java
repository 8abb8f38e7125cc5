package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegressorScaleTest {

  private static Trajectory episode(double[][] x, double[][] u) {
    return new Trajectory(
        x, new double[x.length][1], u, u, Collections.nCopies(u.length, CycleStatus.OK));
  }

  @Test
  void meanAndDeviationAreOverAllStepsButTheLastState() {
    Trajectory first = episode(new double[][] {{1e6}, {1e6 + 2}, {9}}, new double[][] {{4}, {4}});
    Trajectory second =
        episode(new double[][] {{1e6 + 4}, {1e6 + 6}, {9}}, new double[][] {{4}, {4}});
    RegressorScale scale = RegressorScale.of(new TrajectoryBatch(List.of(first, second)));

    assertThat(scale.centre(0)).isEqualTo(1e6 + 3);
    assertThat(scale.spread(0)).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(scale.centre(1)).isEqualTo(4);
    assertThat(scale.stateSize()).isOne();
    assertThat(scale.inputSize()).isOne();
  }

  @Test
  void whatNeverVariesHasSpreadOne() {
    Trajectory still = episode(new double[][] {{3}, {3}, {3}}, new double[][] {{0}, {0}});
    RegressorScale scale = RegressorScale.of(new TrajectoryBatch(List.of(still)));

    assertThat(scale.spread(0)).isEqualTo(1);
    assertThat(scale.spread(1)).isEqualTo(1);
  }

  @Test
  void spreadsThatAreNotPositiveAreRefused() {
    assertThatThrownBy(() -> new RegressorScale(1, new double[2], new double[] {1, 0}))
        .hasMessage("spread[1] must be positive and finite, was 0.0");
    assertThatThrownBy(() -> new RegressorScale(1, new double[2], new double[] {1}))
        .hasMessage("spread must have 2 entries, had 1");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    AdaptationSettings settings = AdaptationSettings.defaults();

    assertThatThrownBy(() -> settings.withForgetting(1.1)).hasMessageContaining("forgetting");
    assertThatThrownBy(() -> settings.withForgetting(0)).hasMessageContaining("forgetting");
    assertThatThrownBy(() -> settings.withStrength(Double.NaN))
        .hasMessage("strength must be positive, was NaN");
    assertThatThrownBy(() -> settings.withEvidence(-1)).hasMessageContaining("evidence");
  }
}
