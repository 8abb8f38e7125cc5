package dev.trammel.hardware.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.hardware.hidden.NoiseEffects;
import org.junit.jupiter.api.Test;

/** Wandering zeros have the Allan deviation that their names promise. */
class DriftTest {

  private static final double MINUTES = 60_000;

  /** Allan deviation of the means of so many milliseconds each. */
  private static double allanDeviation(Drift drift, int millis, double total) {
    int clusters = (int) (total / millis);
    double last = 0;
    double sum = 0;
    for (int k = 0; k < clusters; k++) {
      double mean = 0;
      for (int i = 0; i < millis; i++) {
        mean += drift.next() / millis;
      }
      sum += k == 0 ? 0 : (mean - last) * (mean - last);
      last = mean;
    }
    return Math.sqrt(sum / 2 / (clusters - 1));
  }

  @Test
  void flickerIsFlatAtTwoThirdsOfItsBiasInstability() {
    // √(2 ln 2/π) = 0.664 (IEEE 952)
    for (int millis : new int[] {1000, 8000}) {
      Drift drift = new Drift(new NoiseEffects(1, 1, 3e-5, 0), 4);
      double deviation = allanDeviation(drift, millis, 60 * MINUTES);
      assertThat(deviation / 3e-5).isCloseTo(0.664, within(0.06));
    }
  }

  @Test
  void aWalkGrowsWithTheRootOfAThirdOfItsTime() {
    for (int millis : new int[] {100, 1000}) {
      Drift drift = new Drift(new NoiseEffects(1, 1, 0, 2e-5), 5);
      double deviation = allanDeviation(drift, millis, 30 * MINUTES);
      assertThat(deviation / (2e-5 * Math.sqrt(millis / 3000.0))).isCloseTo(1, within(0.06));
    }
  }

  @Test
  void aSteadySensorDoesNotWander() {
    Drift drift = new Drift(NoiseEffects.NONE, 6);
    for (int i = 0; i < 1000; i++) {
      assertThat(drift.next()).isZero();
    }
  }
}
