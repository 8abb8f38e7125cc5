package dev.trammel.calibration.fit;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The smallest difference that readings show: a count of an encoder. */
public final class Quantum {

  /** How far a difference may be from a whole number of counts [counts]. */
  private static final double WHOLE = 0.01;

  /** Readings per value that makes a coincidence of it. */
  private static final int REPEATS = 4;

  private Quantum() {}

  /**
   * Finds it; nothing if the readings show no steps, or too few values to tell.
   *
   * @param readings not modified
   */
  public static OptionalDouble of(double[] readings) {
    double[] sorted = readings.clone();
    Arrays.sort(sorted);
    double range = sorted[sorted.length - 1] - sorted[0];
    double floor = 1e-9 * Math.max(range, Math.abs(sorted[0]));
    double least = Double.POSITIVE_INFINITY;
    int values = 1;
    for (int i = 1; i < sorted.length; i++) {
      double gap = sorted[i] - sorted[i - 1];
      if (gap > floor) {
        least = Math.min(least, gap);
        values++;
      }
    }
    if (values < 2 || values * REPEATS > sorted.length) {
      return OptionalDouble.empty();
    }
    double count = range / Math.rint(range / least);
    for (double value : sorted) {
      double counts = (value - sorted[0]) / count;
      if (Math.abs(counts - Math.rint(counts)) > WHOLE) {
        return OptionalDouble.empty();
      }
    }
    return OptionalDouble.of(count);
  }
}
