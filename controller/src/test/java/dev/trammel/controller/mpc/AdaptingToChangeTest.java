package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.dynamics.RegressorScale;
import dev.trammel.controller.mpc.ChangingBody.Change;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptingToChangeTest {

  private static final int STEPS = 120;
  private static final int FROM = 40;

  @ParameterizedTest
  @CsvSource({"2, 1, 0", "2, 1, 8", "7, 7, 0", "7, 7, 8", "13, 7, 0", "13, 7, 8"})
  void aChangeOfTheBodyIsLearnedWithinTheEpisode(int joints, int m, double gravity) {
    for (Change change : new Change[] {Change.DAMPING_DOUBLED, Change.MASS_ADDED}) {
      ChangingBody body = new ChangingBody(joints, m, gravity, 3);
      SplittableRandom random = new SplittableRandom(3);
      RegressorScale scale = RegressorScale.of(body.runs(3, STEPS, random));
      HorizonModel base = new KnownHorizon(body, STEPS);
      AdaptingHorizon adapting = new AdaptingHorizon(
          base,
          new DMatrixRMaj[] {AdaptingHorizonTest.noise(body)},
          scale,
          AdaptationSettings.defaults());
      Trajectory episode = body.run(STEPS, change, FROM, random);
      double adapted = 0;
      double without = 0;
      for (int t = 0; t < STEPS; t++) {
        if (t >= FROM + 40) {
          adapted += error(body, change, adapting, episode, t, scale);
          without += error(body, change, base, episode, t, scale);
        }
        AdaptingHorizonTest.observe(adapting, episode, t);
      }

      assertThat(Math.sqrt(adapted / without)).as(change.name()).isLessThan(0.45);
    }
  }

  /** Of the predicted next state, squared, in spreads. */
  private static double error(
      ChangingBody body,
      Change change,
      HorizonModel model,
      Trajectory episode,
      int t,
      RegressorScale scale) {
    DMatrixRMaj x = AdaptingHorizonTest.state(episode, t);
    DMatrixRMaj u = AdaptingHorizonTest.input(episode, t);
    DMatrixRMaj predicted = x.copy();
    DMatrixRMaj truth = x.copy();
    model.step(t, x, u, predicted);
    body.apply(change);
    body.step(x, u, truth);
    body.apply(Change.NONE);
    double square = 0;
    for (int i = 0; i < x.numRows; i++) {
      double error = (predicted.data[i] - truth.data[i]) / scale.spread(i);
      square += error * error;
    }
    return square;
  }
}
