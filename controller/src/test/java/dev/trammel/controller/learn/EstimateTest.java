package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

  @Test
  void theErrorIsThatOfTheMean() {
    Estimate estimate = Estimate.of(new double[] {1, 3, 5, 7});

    assertThat(estimate.mean()).isEqualTo(4);
    // s² = 20/3 of four samples
    assertThat(estimate.standardError()).isCloseTo(Math.sqrt(20.0 / 3 / 4), within(1e-12));
  }

  @Test
  void oneSampleDoesNotKnowItsError() {
    assertThat(Estimate.of(new double[] {2})).isEqualTo(new Estimate(2, Double.NaN));
  }
}
