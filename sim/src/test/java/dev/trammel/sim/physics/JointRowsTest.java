package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of random trees with friction and stops, against the laws that define them. */
class JointRowsTest {

  private static final double TOLERANCE = 1e-7;

  private SplittableRandom random = new SplittableRandom(0);
  private int[] parent = {};
  private double[] friction = {};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void ratesAndImpulsesObeyBalanceFrictionAndStops(long seed) {
    random = new SplittableRandom(seed);
    int n = 1 + random.nextInt(12);
    parent = new int[n];
    friction = new double[n];
    for (int i = 0; i < n; i++) {
      parent[i] = random.nextInt(4) == 0 ? random.nextInt(i + 1) - 1 : i - 1;
      friction[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
    }
    JointRows rows = new JointRows(parent, friction);
    for (int k = 0; k < 200; k++) {
      drawProblem(rows);
      rows.begin(rows.rates.clone());
      rows.solve();
      for (int i = 0; i < n; i++) {
        assertThat(residual(rows, i)).isCloseTo(0, within(TOLERANCE));
        assertObeys(rows, i);
      }
    }
  }

  private void drawProblem(JointRows rows) {
    int n = parent.length;
    double[][] factor = new double[n][n];
    for (int k = 0; k < n; k++) {
      rows.momentum[k] = random.nextDouble(-2, 2);
      rows.least[k] = random.nextBoolean() ? Double.NEGATIVE_INFINITY : random.nextDouble(-1, 0.2);
      rows.greatest[k] =
          random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble(0.2, 1);
      factor[k][k] = 0.3 + random.nextDouble();
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        factor[k][i] = random.nextDouble(-1, 1);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        rows.inertia[i][j] = 0;
        for (int k = 0; k < n; k++) {
          rows.inertia[i][j] += factor[k][i] * factor[k][j];
        }
      }
    }
  }

  /** (H q̇ − p − λ)ᵢ. */
  private double residual(JointRows rows, int i) {
    double sum = -rows.momentum[i] - rows.impulses[i];
    for (int j = 0; j < parent.length; j++) {
      sum += rows.inertia[Math.max(i, j)][Math.min(i, j)] * rows.rates[j];
    }
    return sum;
  }

  private void assertObeys(JointRows rows, int i) {
    double rate = rows.rates[i];
    double impulse = rows.impulses[i];
    assertThat(rate).isBetween(rows.least[i] - TOLERANCE, rows.greatest[i] + TOLERANCE);
    double least = rate < -TOLERANCE ? friction[i] : -friction[i];
    double greatest = rate > TOLERANCE ? -friction[i] : friction[i];
    if (rate <= rows.least[i] + TOLERANCE) {
      greatest = Double.POSITIVE_INFINITY;
    }
    if (rate >= rows.greatest[i] - TOLERANCE) {
      least = Double.NEGATIVE_INFINITY;
    }
    assertThat(impulse).isBetween(least - TOLERANCE, greatest + TOLERANCE);
  }
}
