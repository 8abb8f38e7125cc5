package dev.trammel.hardware.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void waitsTwiceAsLongEachTimeUpToTwoSecondsLessARandomPart(long seed) {
    Backoff backoff = new Backoff(seed);
    long longest = 100;
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.next()).isBetween(longest / 2, longest);
      longest = Math.min(2000, 2 * longest);
    }
  }

  @Test
  void manyLinksDoNotComeBackInStep() {
    assertThat(new Backoff(1).next()).isNotEqualTo(new Backoff(2).next());
  }

  @Test
  void onlyAConnectionThatHeldBeginsTheWaitAnew() {
    Backoff backoff = new Backoff(1);
    for (int i = 0; i < 10; i++) {
      backoff.next();
    }
    backoff.lostAfter(100_000_000L);
    assertThat(backoff.next()).isGreaterThanOrEqualTo(1000);
    backoff.lostAfter(6_000_000_000L);
    assertThat(backoff.next()).isLessThanOrEqualTo(100);
  }
}
