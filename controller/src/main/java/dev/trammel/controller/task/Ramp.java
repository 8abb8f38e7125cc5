package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/**
 * How a cost's weight changes over an episode. Before {@code from} the weight is 0; then it rises
 * as a power of time up to 1 at {@code until} and stays; the terminal step's is multiplied by
 * {@code last}.
 *
 * @param exponent of the rise, 0 for none
 * @param from time at which the cost begins [s]
 * @param until time at which the weight is 1 [s]
 * @param last multiplier of the terminal step
 */
record Ramp(double exponent, double from, double until, double last) {

  private static final double TIME_TOLERANCE = 1e-9;

  Ramp {
    Require.nonNegative(exponent, "exponent");
    Require.nonNegative(from, "from");
    Require.nonNegative(last, "last");
    if (!(until >= from)) {
      throw new IllegalArgumentException("until must be at least from, " + from + ", was " + until);
    }
  }

  /** The same weight all the time. */
  static Ramp none() {
    return new Ramp(0, 0, 0, 1);
  }

  /**
   * The factors of the steps 0 … T.
   *
   * @param steps T
   * @param period control interval [s]
   */
  double[] schedule(int steps, double period) {
    double[] schedule = new double[steps + 1];
    int first = step(from, period);
    int full = Math.min(steps, step(until, period));
    for (int t = first; t <= steps; t++) {
      // never 0 within the ramp, so that an input stays priced
      double share = t >= full ? 1 : (t - first + 1.0) / (full - first + 1);
      schedule[t] = StrictMath.pow(share, exponent);
    }
    schedule[steps] *= last;
    return schedule;
  }

  private static int step(double time, double period) {
    return (int) Math.ceil(time / period - TIME_TOLERANCE);
  }
}
