package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassRateTest {

  /** Newcombe (1998), Statistics in Medicine 17, table I, method 5, "exact", at 95 %. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2527, 0.3676",
    "15, 148, 0.0578, 0.1617",
    "0, 20, 0.0000, 0.1684",
    "1, 29, 0.0009, 0.1776",
  })
  void boundsArePublishedOnes(int passed, int episodes, double lower, double upper) {
    PassRate rate = new PassRate(passed, episodes);

    assertThat(rate.lower()).isCloseTo(lower, within(5e-5));
    assertThat(rate.upper()).isCloseTo(upper, within(5e-5));
  }

  /** By definition: at each bound, what was seen or more extreme has a chance of 2.5 %. */
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 7", "19, 20", "50, 100", "95, 100", "997, 1000"})
  void atEachBoundTheTailIsTwoAndAHalfPercent(int passed, int episodes) {
    PassRate rate = new PassRate(passed, episodes);

    assertThat(1 - atMost(passed - 1, episodes, rate.lower())).isCloseTo(0.025, within(1e-9));
    if (passed < episodes) {
      assertThat(atMost(passed, episodes, rate.upper())).isCloseTo(0.025, within(1e-9));
    }
  }

  @Test
  void noneAndAllHaveTheBoundsOfTheClosedForm() {
    assertThat(new PassRate(0, 50).lower()).isZero();
    assertThat(new PassRate(0, 50).upper()).isCloseTo(1 - Math.pow(0.025, 1 / 50.0), within(1e-12));
    assertThat(new PassRate(50, 50).lower()).isCloseTo(Math.pow(0.025, 1 / 50.0), within(1e-12));
    assertThat(new PassRate(50, 50).upper()).isEqualTo(1);
  }

  @Test
  void aMillionEpisodesHaveTheNormalDistributionsBounds() {
    PassRate rate = new PassRate(900_000, 1_000_000);

    assertThat(rate.lower()).isCloseTo(0.9 - 1.96 * 3e-4, within(2e-6));
    assertThat(rate.upper()).isCloseTo(0.9 + 1.96 * 3e-4, within(2e-6));
  }

  @Test
  void nineteenOfTwentyMeetARequiredRateAndProveLess() {
    PassRate rate = new PassRate(19, 20);

    assertThat(Requirement.passRate(0.95).isMet(rate)).isTrue();
    assertThat(Requirement.confidentPassRate(0.95).isMet(rate)).isFalse();
    assertThat(Requirement.confidentPassRate(0.75).isMet(rate)).isTrue();
  }

  @Test
  void moreThanAllAreRefused() {
    assertThatThrownBy(() -> new PassRate(21, 20)).hasMessageContaining("passed must be in [0");
  }

  /** P(X ≤ k) of X ~ B(n, p), term by term from the front, logarithms of factorials summed. */
  private static double atMost(int k, int n, double p) {
    double sum = 0;
    double logChoices = 0;
    for (int i = 0; i <= k; i++) {
      sum += Math.exp(logChoices + i * Math.log(p) + (n - i) * Math.log1p(-p));
      logChoices += Math.log(n - i) - Math.log(i + 1.0);
    }
    return sum;
  }
}
