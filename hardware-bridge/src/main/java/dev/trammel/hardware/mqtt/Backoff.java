package dev.trammel.hardware.mqtt;

import java.util.SplittableRandom;

/**
 * How long to wait before the next attempt: from 100 ms, twice as long each time, up to 2 s; of that
 * a random part from a half up, so that many links do not come back in step.
 */
final class Backoff {

  private static final long LEAST_MILLIS = 100;
  private static final long MOST_MILLIS = 2000;
  /** A connection that held this long was a good one. */
  private static final long GOOD_NANOS = 5_000_000_000L;

  private final SplittableRandom random;
  private long nextMillis = LEAST_MILLIS;

  Backoff(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The wait before the next attempt [ms]. */
  long next() {
    long wait = nextMillis / 2 + random.nextLong(nextMillis / 2 + 1);
    nextMillis = Math.min(MOST_MILLIS, 2 * nextMillis);
    return wait;
  }

  /**
   * A connection was lost. Only after one that held begins the wait at its least again: two that
   * throw each other out, by the same client identifier, must not do so ten times a second.
   */
  void lostAfter(long nanos) {
    if (nanos >= GOOD_NANOS) {
      nextMillis = LEAST_MILLIS;
    }
  }
}
