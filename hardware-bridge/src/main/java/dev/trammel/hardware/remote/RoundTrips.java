package dev.trammel.hardware.remote;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;

/**
 * How long pings took [µs]; a ping without an answer took forever.
 *
 * @param sorted all of them, the shortest first
 */
record RoundTrips(long[] sorted) {

  static final long NEVER = Long.MAX_VALUE;

  RoundTrips {
    Require.atLeast(sorted.length, 1, "number of round trips");
    sorted = sorted.clone();
    Arrays.sort(sorted);
  }

  /** What this part of them does not exceed. */
  long quantile(double part) {
    int at = (int) Math.ceil(part * sorted.length) - 1;
    return sorted[Math.max(0, Math.min(at, sorted.length - 1))];
  }

  /** In milliseconds, for people. */
  static String inWords(long micros) {
    return micros == NEVER ? "no answer" : Math.round(micros / 100.0) / 10.0 + " ms";
  }
}
