package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarginalLikelihoodTest {

  private static final int FEATURES = 3;
  private static final int OUTPUTS = 2;
  private static final int POINTS = 37;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void theGradientIsThatOfFiniteDifferences(long seed) {
    Random random = new Random(seed);
    MarginalLikelihood likelihood =
        new MarginalLikelihood(gaussian(FEATURES, random), gaussian(OUTPUTS, random));
    double[] logs = randomLogs(random);
    double[] gradient = new double[logs.length];
    likelihood.evaluate(logs, gradient);

    double[] ignored = new double[logs.length];
    double step = 1e-5;
    for (int k = 0; k < logs.length; k++) {
      double[] moved = logs.clone();
      moved[k] += step;
      double above = likelihood.evaluate(moved, ignored);
      moved[k] -= 2 * step;
      double below = likelihood.evaluate(moved, ignored);
      assertThat(gradient[k]).isCloseTo((above - below) / (2 * step), within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void theValueIsTheDensityOfTheOutputsAndThePriors(long seed) {
    Random random = new Random(seed);
    double[][] features = gaussian(FEATURES, random);
    double[][] targets = gaussian(OUTPUTS, random);
    double[] logs = randomLogs(random);

    double expected = 0;
    for (int k = 0; k < logs.length; k++) {
      double usual = k < FEATURES ? Math.log(3) : k < FEATURES + OUTPUTS ? 0 : Math.log(0.05);
      expected += 0.5 * Math.pow((logs[k] - usual) / (k < FEATURES ? 1 : 2), 2);
    }
    for (int o = 0; o < OUTPUTS; o++) {
      DMatrixRMaj K = covariance(features, logs, o);
      DMatrixRMaj y = new DMatrixRMaj(POINTS, 1, true, targets[o]);
      DMatrixRMaj alpha = new DMatrixRMaj(POINTS, 1);
      CommonOps_DDRM.solve(K, y, alpha);
      expected += 0.5 * CommonOps_DDRM.dot(y, alpha)
          + 0.5 * Math.log(CommonOps_DDRM.det(K))
          + 0.5 * POINTS * Math.log(2 * Math.PI);
    }
    double value =
        new MarginalLikelihood(features, targets).evaluate(logs, new double[logs.length]);
    assertThat(value).isCloseTo(expected, within(1e-8));
  }

  private static DMatrixRMaj covariance(double[][] features, double[] logs, int output) {
    double signal = Math.exp(2 * logs[FEATURES + output]);
    double noise = Math.exp(2 * logs[FEATURES + OUTPUTS + output]);
    DMatrixRMaj K = new DMatrixRMaj(POINTS, POINTS);
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < POINTS; j++) {
        double distance = 0;
        for (int k = 0; k < FEATURES; k++) {
          distance += Math.pow((features[k][i] - features[k][j]) / Math.exp(logs[k]), 2);
        }
        K.set(i, j, signal * Math.exp(-0.5 * distance) + (i == j ? noise + 1e-6 * signal : 0));
      }
    }
    return K;
  }

  private static double[] randomLogs(Random random) {
    double[] logs = new double[FEATURES + 2 * OUTPUTS];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = 0.5 * random.nextGaussian() - (k >= FEATURES + OUTPUTS ? 1 : 0);
    }
    return logs;
  }

  private static double[][] gaussian(int rows, Random random) {
    double[][] values = new double[rows][POINTS];
    for (double[] row : values) {
      for (int i = 0; i < POINTS; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return values;
  }
}
