package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.learn.JointStep.Change;
import dev.trammel.controller.learn.LearningSettings.BallSettings;
import dev.trammel.controller.learn.LearningSettings.Bound;
import dev.trammel.controller.learn.LearningSettings.Measure;
import dev.trammel.controller.learn.LearningSettings.StepSettings;
import org.junit.jupiter.api.Test;

class JointStepTest {

  private static final StepSettings SETTINGS =
      new StepSettings(new BallSettings(1, Bound.TOTAL, 0), 0.1, 10, 5, Measure.LAPLACE, -1, 0);

  @Test
  void theStepFollowsTheRule() {
    JointStep step = new JointStep(SETTINGS);

    step.adjust(new Change(10, 3), false);

    assertThat(step.multiplier()).isEqualTo(StepRule.factor(10, 3));
  }

  @Test
  void aStepThatNobodyCanJudgeIsHalved() {
    JointStep step = new JointStep(SETTINGS);

    step.adjust(new Change(10, Double.NaN), false);

    assertThat(step.multiplier()).isEqualTo(0.5);
  }

  @Test
  void aRealisedDivergenceFarBeyondItsBoundHalvesTheStepWhateverTheCost() {
    JointStep step = new JointStep(SETTINGS);

    step.adjust(new Change(10, 12), true);

    assertThat(step.multiplier()).isEqualTo(0.5);
  }

  @Test
  void theMultiplierKeepsWithinItsEnds() {
    JointStep step = new JointStep(SETTINGS);
    step.adjust(new Change(10, -1000), false);
    step.adjust(new Change(10, -1000), false);
    assertThat(step.multiplier()).isEqualTo(0.1);

    for (int i = 0; i < 4; i++) {
      step.adjust(new Change(10, 10), false);
    }
    assertThat(step.multiplier()).isEqualTo(10);
  }

  @Test
  void promisesAreTheModelsAndWhatCameOfThemTheModelsOrTheEpisodes() {
    assertThat(Change.laplace(100, 70, 75)).isEqualTo(new Change(30, 25));
    assertThat(Change.monteCarlo(110, 70, 75)).isEqualTo(new Change(40, 35));
  }
}
