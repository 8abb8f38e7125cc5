package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SquaredExponentialTest {

  @Test
  void theExponentialIsThatOfTheLibraryToRounding() {
    double[] exponents = new Random(1).doubles(100_000, 0, 40).toArray();
    double[] values = new double[exponents.length];
    SquaredExponential.decay(exponents, 0, values);

    double worst = 0;
    for (int i = 0; i < values.length; i++) {
      double exact = StrictMath.exp(-exponents[i]);
      worst = Math.max(worst, Math.abs(values[i] - exact) / exact);
    }
    assertThat(worst).isLessThan(1e-15);
  }

  @Test
  void farPointsAreNotCorrelatedAndAPointIsOneWithItself() {
    double[] values = new double[5];
    double[] exponents = {0, 40, 1e9, Double.MAX_VALUE, Double.POSITIVE_INFINITY};
    SquaredExponential.decay(exponents, 0, values);

    assertThat(values).containsExactly(1, 0, 0, 0, 0);
  }

  @Test
  void correlationsAreThoseOfTheFormula() {
    double[][] points = {{0, 1, 2}, {0.5, 0, -1}};
    double[] values = new double[3];
    SquaredExponential.correlate(points, new double[] {1, 0.5}, 1, new double[3], values);

    assertThat(values[0]).isZero();
    assertThat(values[1]).isCloseTo(Math.exp(-0.25), within(1e-15));
    assertThat(values[2]).isCloseTo(Math.exp(-3.25), within(1e-15));
  }
}
