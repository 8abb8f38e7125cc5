package dev.trammel.controller.compare;

import java.util.Arrays;

/** Order statistics of few numbers, some of which may be infinite. */
final class Quantiles {

  private Quantiles() {}

  /**
   * The quantile that lies a part of the way from the least to the greatest number, linear between
   * neighbours; NaN of no numbers. NaN among them are left out.
   *
   * @param values not modified
   */
  static double of(double[] values, double part) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = part * (sorted.length - 1);
    int below = (int) Math.floor(place);
    double share = place - below;
    // an infinite neighbour counts only if it has a share
    return share == 0 ? sorted[below] : (1 - share) * sorted[below] + share * sorted[below + 1];
  }
}
