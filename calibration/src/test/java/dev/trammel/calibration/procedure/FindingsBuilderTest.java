package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingsBuilderTest {

  private static final double HALF = 1.959964;

  private static Estimate estimate(Quantity quantity, double value, double half) {
    FindingsBuilder found = new FindingsBuilder();
    Parameter parameter = new Parameter("part", quantity);
    found.estimate(parameter, value, half, 1, "said");
    return found.estimate(parameter).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Quantity.class)
  void noIntervalReachesBelowZeroWhereNoValueCan(Quantity quantity) {
    Estimate wide = estimate(quantity, 0.01, 3);

    assertThat(wide.lower()).isEqualTo(quantity.canBeNegative() ? -2.99 : 0);
    assertThat(wide.upper()).isEqualTo(3.01);
    assertThat(wide.half()).isEqualTo(3);
  }

  @Test
  void aGuessBelowZeroStaysInItsInterval() {
    Estimate guess = estimate(Quantity.DAMPING, -0.5, 1);

    assertThat(guess.lower()).isEqualTo(-0.5);
    assertThat(guess.identifiable()).isFalse();
  }

  @Test
  void intervalsThatAreCutOffCoverAsOftenAsWholeOnes() {
    SplittableRandom random = new SplittableRandom(0);
    for (int trial = 0; trial < 10_000; trial++) {
      double truth = random.nextDouble(2);
      double value = Math.max(0, truth + random.nextGaussian());
      Estimate cut = estimate(Quantity.MASS, value, HALF);

      assertThat(cut.lower() <= truth && truth <= cut.upper())
          .isEqualTo(Math.abs(value - truth) <= HALF);
    }
  }
}
