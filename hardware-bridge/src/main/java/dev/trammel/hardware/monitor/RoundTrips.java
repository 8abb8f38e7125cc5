package dev.trammel.hardware.monitor;

import java.util.Arrays;

/** How long the last round trips took. Not thread-safe. */
final class RoundTrips {

  private static final int KEPT = 256;

  private final double[] seconds = new double[KEPT];
  private int count;

  void add(double took) {
    seconds[count % KEPT] = took;
    count++;
  }

  /** Below which this part of them is [s]; NaN before the first. */
  double quantile(double part) {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(seconds, Math.min(count, KEPT));
    Arrays.sort(sorted);
    return sorted[(int) Math.floor(part * (sorted.length - 1))];
  }
}
