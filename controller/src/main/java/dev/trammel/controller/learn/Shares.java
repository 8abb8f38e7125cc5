package dev.trammel.controller.learn;

/**
 * Which of a run's episodes model predictive control collects: as many as its share says, spread
 * evenly, so that after each one the number of those before is right to less than one.
 *
 * @param share in [0, 1]
 */
record Shares(double share) {

  /** Keeps 0.1 · 10 from being less than 1. */
  private static final double ROUNDING = 1e-9;

  /**
   * How many of some episodes.
   *
   * @param before episodes that came before them, 0 or more
   * @param episodes 0 or more
   */
  int of(long before, int episodes) {
    return (int) (due(before + episodes) - due(before));
  }

  private long due(long episodes) {
    return (long) Math.floor(share * episodes + ROUNDING);
  }
}
