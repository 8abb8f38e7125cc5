package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/**
 * How a cost's weight changes over an episode. Before {@code from} the weight is 0; then it
 * follows the shape, from 0 up to 1 at the terminal step; the terminal step's is multiplied by
 * {@code last}.
 *
 * @param from time at which the cost begins [s]
 * @param last multiplier of the terminal step
 */
record Ramp(Shape shape, double from, double last) {

  static final Ramp NONE = new Ramp(Shape.CONSTANT, 0, 1);

  private static final double TIME_TOLERANCE = 1e-9;

  /** Weight against the share of time that has passed. */
  enum Shape {
    CONSTANT,
    LINEAR,
    QUADRATIC,
    /** The terminal step alone. */
    FINAL
  }

  Ramp {
    Require.nonNegative(from, "from");
    Require.nonNegative(last, "last");
  }

  /**
   * The factors of the steps 0 … T.
   *
   * @param steps T
   * @param period control interval [s]
   */
  double[] schedule(int steps, double period) {
    double[] schedule = new double[steps + 1];
    int first = (int) Math.ceil(from / period - TIME_TOLERANCE);
    for (int t = first; t <= steps; t++) {
      // never 0 within the ramp, so that an input stays priced
      double share = (t - first + 1.0) / (steps - first + 1);
      schedule[t] = switch (shape) {
        case CONSTANT -> 1;
        case LINEAR -> share;
        case QUADRATIC -> share * share;
        case FINAL -> t == steps ? 1 : 0;
      };
    }
    schedule[steps] *= last;
    return schedule;
  }
}
