package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.dynamics.GaussianProcessSettings.PointChoice;
import dev.trammel.controller.testing.Allocation;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianProcessModelTest {

  private static final GaussianProcessSettings SETTINGS = GaussianProcessSettings.defaults();

  private final DMatrixRMaj x = new DMatrixRMaj(2, 1);
  private final DMatrixRMaj u = new DMatrixRMaj(1, 1);
  private final DMatrixRMaj next = new DMatrixRMaj(2, 1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void withoutNoiseThePendulumIsLearnedToAThousandthOfItsMotion(long seed) {
    GaussianProcessPredictor predictor = fit(10, 0, seed).predictor();

    // a step moves the rate by some 0.4 rad/s and the angle by some 0.1 rad
    assertThat(rootMeanSquareError(predictor, 0)).isLessThan(1e-4);
    assertThat(rootMeanSquareError(predictor, 1)).isLessThan(4e-4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void withNoiseTheErrorStaysBelowItAndTheNoiseIsRecovered(long seed) {
    GaussianProcessModel model = fit(10, 0.02, seed);

    for (int i = 0; i < 2; i++) {
      assertThat(rootMeanSquareError(model.predictor(), i)).isLessThan(0.015);
      assertThat(Math.sqrt(model.noiseVariance(i))).isCloseTo(0.02, within(0.004));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theLinearModelIsTheDerivativeOfThePrediction(long seed) {
    GaussianProcessPredictor predictor = fit(5, 0.01, seed).predictor();
    Random random = new Random(seed);
    DMatrixRMaj F = new DMatrixRMaj(2, 3);
    double step = 1e-5;
    for (int sample = 0; sample < 20; sample++) {
      double[] at = {7 * random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      load(at);
      predictor.linearise(x, u, F);
      for (int j = 0; j < 3; j++) {
        double[] above = moved(predictor, at, j, step);
        double[] below = moved(predictor, at, j, -step);
        for (int i = 0; i < 2; i++) {
          assertThat(F.get(i, j)).isCloseTo((above[i] - below[i]) / (2 * step), within(1e-8));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void predictionsAreThoseOfATextbookProcess(long seed) {
    TransitionMemory memory = Pendulum.memory(4, 0.01, seed);
    GaussianProcessModel model = GaussianProcessModel.fit(memory, Pendulum.ANGLES, SETTINGS, seed);
    GaussianProcessPredictor predictor = model.predictor();
    TextbookProcess textbook = new TextbookProcess(model, memory);
    Random random = new Random(seed);
    double[] variance = new double[2];
    for (int sample = 0; sample < 20; sample++) {
      load(2 * random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
      predictor.predict(x, u, next);
      predictor.variance(x, u, variance);
      for (int i = 0; i < 2; i++) {
        double[] expected = textbook.predict(i, x.data, u.data[0]);
        assertThat(next.data[i]).isCloseTo(expected[0], within(1e-8));
        assertThat(variance[i]).isCloseTo(expected[1], within(1e-8));
      }
    }
  }

  @Test
  void variancesOfManyPointsAreThoseOfEach() {
    GaussianProcessPredictor predictor = fit(6, 0.02, 1).predictor();
    Random random = new Random(3);
    DMatrixRMaj[] states = new DMatrixRMaj[5];
    DMatrixRMaj[] inputs = new DMatrixRMaj[5];
    for (int k = 0; k < 5; k++) {
      load(2 * random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
      states[k] = x.copy();
      inputs[k] = u.copy();
    }
    double[][] all = new double[5][2];
    predictor.variances(states, inputs, all);

    double[] one = new double[2];
    for (int k = 0; k < 5; k++) {
      predictor.variance(states[k], inputs[k], one);
      assertThat(all[k]).containsExactly(one);
    }
  }

  @Test
  void theVarianceIsTheNoiseAmongTheDataAndGrowsAwayFromThem() {
    GaussianProcessModel model = fit(10, 0.02, 1);
    GaussianProcessPredictor predictor = model.predictor();
    double[] among = new double[2];
    double[] away = new double[2];
    load(2 * Math.PI, 0.3, 0.1);
    predictor.variance(x, u, among);
    load(2 * Math.PI, 100, 50);
    predictor.variance(x, u, away);

    for (int i = 0; i < 2; i++) {
      assertThat(among[i]).isBetween(model.noiseVariance(i), 1.2 * model.noiseVariance(i));
      assertThat(away[i]).isGreaterThan(among[i]);
    }
    // only the rate's change is far from linear
    assertThat(away[1]).isGreaterThan(2 * model.noiseVariance(1));
  }

  @Test
  void anAngleAndTheSameAngleOneTurnOnMoveAlike() {
    GaussianProcessPredictor predictor = fit(5, 0.01, 1).predictor();
    DMatrixRMaj turned = new DMatrixRMaj(2, 1);
    load(0.7, 1.1, -0.4);
    predictor.predict(x, u, next);
    load(0.7 + 2 * Math.PI, 1.1, -0.4);
    predictor.predict(x, u, turned);

    assertThat(turned.get(0) - 2 * Math.PI).isCloseTo(next.get(0), within(1e-12));
    assertThat(turned.get(1)).isCloseTo(next.get(1), within(1e-12));
  }

  @Test
  void theSameSeedGivesTheSameBitsAndALaterFitContinuesFromThem() {
    TransitionMemory memory = Pendulum.memory(20, 0.01, 1);
    GaussianProcessSettings few = new GaussianProcessSettings(100, PointChoice.NEWEST, 50, 60, 0);
    GaussianProcessModel one = GaussianProcessModel.fit(memory, Pendulum.ANGLES, few, 7);
    GaussianProcessModel other = GaussianProcessModel.fit(memory, Pendulum.ANGLES, few, 7);
    GaussianProcessModel later = GaussianProcessModel.fit(memory, Pendulum.ANGLES, few, 7, one);

    assertThat(one.points()).isEqualTo(100);
    assertThat(one.hyperparameters.logs).containsExactly(other.hyperparameters.logs);
    assertThat(one.weights[0]).containsExactly(other.weights[0]);
    assertThat(later.hyperparameters.logs).containsExactly(one.hyperparameters.logs);
  }

  @Test
  void predictionAllocatesNothing() {
    GaussianProcessPredictor predictor = fit(3, 0.01, 1).predictor();
    DMatrixRMaj F = new DMatrixRMaj(2, 3);
    double[] variance = new double[2];

    assertThat(Allocation.bytes(
            () -> {
              predictor.predict(x, u, next);
              predictor.linearise(x, u, F);
              predictor.variance(x, u, variance);
            },
            200))
        .isZero();
  }

  @Test
  void oneTransitionIsEnoughToBePredicted() {
    LinearSystem system = new LinearSystem(2, 1, 1, 3);
    TransitionMemory memory = TransitionMemory.of(List.of(system.run(1, 0, 3)));
    double[] row = memory.rows()[0];
    load(row);
    GaussianProcessModel.fit(memory, new boolean[2], SETTINGS, 1).predictor().predict(x, u, next);

    assertThat(next.get(0)).isCloseTo(row[3], within(1e-3));
    assertThat(next.get(1)).isCloseTo(row[4], within(1e-3));
  }

  @Test
  void anglesOfTheWrongLengthAndAStrangerAsPredecessorAreRefused() {
    TransitionMemory memory = Pendulum.memory(1, 0, 1);
    GaussianProcessModel model = fit(1, 0, 1);

    assertThatThrownBy(() -> GaussianProcessModel.fit(memory, new boolean[3], SETTINGS, 1))
        .hasMessageContaining("n = 2")
        .hasMessageContaining("had 3 entries");
    assertThatThrownBy(() -> GaussianProcessModel.fit(memory, new boolean[2], SETTINGS, 1, model))
        .hasMessageContaining("3 features")
        .hasMessageContaining("had 2, 1 and 4");
    assertThatThrownBy(() -> model.predictor().predict(u, u, next))
        .hasMessageContaining("x must be 2×1, was 1×1");
  }

  @Test
  void noTransitionsAndThoseThatAreNoNumbersAreRefused() {
    TransitionMemory empty =
        TransitionMemory.of(List.of(new LinearSystem(2, 1, 0, 1).run(1, 0, 1)));
    TransitionMemory broken =
        TransitionMemory.of(List.of(new LinearSystem(2, 1, 3, 1).run(2, Double.NaN, 1)));

    assertThatThrownBy(() -> GaussianProcessModel.fit(empty, new boolean[2], SETTINGS, 1))
        .hasMessageContaining("at least 1, was 0");
    assertThatThrownBy(() -> GaussianProcessModel.fit(broken, new boolean[2], SETTINGS, 1))
        .hasMessageContaining("remembered transition 0")
        .hasMessageContaining("must be finite, was NaN");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new GaussianProcessSettings(1, PointChoice.NEWEST, 200, 60, 15))
        .hasMessageContaining("must be at least 2, was 1");
    assertThatThrownBy(() -> new GaussianProcessSettings(400, PointChoice.NEWEST, 200, 0, 15))
        .hasMessageContaining("must be at least 1, was 0");
  }

  private static GaussianProcessModel fit(int episodes, double noise, long seed) {
    TransitionMemory memory = Pendulum.memory(episodes, noise, seed);
    return GaussianProcessModel.fit(memory, Pendulum.ANGLES, SETTINGS, seed);
  }

  /** Over transitions of other episodes, against where the pendulum goes without noise. */
  private double rootMeanSquareError(GaussianProcessPredictor predictor, int entry) {
    double[][] rows = Pendulum.memory(5, 0, 99).rows();
    double total = 0;
    for (double[] row : rows) {
      load(row);
      predictor.predict(x, u, next);
      double error = next.get(entry) - row[3 + entry];
      total += error * error;
    }
    return Math.sqrt(total / rows.length);
  }

  private double[] moved(GaussianProcessPredictor predictor, double[] at, int j, double step) {
    double[] moved = at.clone();
    moved[j] += step;
    load(moved);
    predictor.predict(x, u, next);
    load(at);
    return next.data.clone();
  }

  private void load(double... point) {
    x.data[0] = point[0];
    x.data[1] = point[1];
    u.data[0] = point[2];
  }
}
