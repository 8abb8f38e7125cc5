package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.learn.JointStep.Change;
import dev.trammel.controller.learn.LearningSettings.BallSettings;
import dev.trammel.controller.learn.LearningSettings.Bound;
import dev.trammel.controller.learn.LearningSettings.Measure;
import dev.trammel.controller.learn.LearningSettings.StepSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointStepTest {

  private static final StepSettings SETTINGS =
      new StepSettings(new BallSettings(1, Bound.TOTAL, 0), 0.1, 10, 5, Measure.LAPLACE, -1, 0);

  @Test
  void allConditionsShareTheFactorOfTheirMeans() {
    JointStep step = new JointStep(SETTINGS, 1);

    // one condition alone would grow the step, the other shrink it
    step.adjust(List.of(new Change(10, 9), new Change(10, -3)), false);

    assertThat(step.multiplier()).isEqualTo(StepRule.factor(10, 3));
  }

  @Test
  void aRealisedDivergenceFarBeyondItsBoundHalvesTheStepWhateverTheCost() {
    JointStep step = new JointStep(SETTINGS, 1);

    step.adjust(List.of(new Change(10, 12)), true);

    assertThat(step.multiplier()).isEqualTo(0.5);
  }

  @Test
  void theMultiplierKeepsWithinItsEnds() {
    JointStep step = new JointStep(SETTINGS, 0.2);
    step.adjust(List.of(new Change(10, -1000)), false);
    assertThat(step.multiplier()).isEqualTo(0.1);

    JointStep large = new JointStep(SETTINGS, 9);
    large.adjust(List.of(new Change(10, 10)), false);
    assertThat(large.multiplier()).isEqualTo(10);
  }

  @Test
  void promisesAreTheModelsAndWhatCameOfThemTheModelsOrTheEpisodes() {
    assertThat(Change.laplace(100, 70, 75)).isEqualTo(new Change(30, 25));
    assertThat(Change.monteCarlo(110, 70, 75)).isEqualTo(new Change(40, 35));
  }
}
