package dev.trammel.calibration.benchmark;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The middle of what was measured, which a disturbance does not move. */
final class Median {

  private Median() {}

  /** The mean of the two middle values where their number is even; NaN where there are none. */
  static double of(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
  }

  /** Of a figure of each round. */
  static <R> double of(Collection<R> rounds, ToDoubleFunction<R> figure) {
    return of(rounds.stream().mapToDouble(figure).toArray());
  }
}
