package dev.trammel.controller.learn;

/**
 * How an update's predicted improvement, measured against what came of it, changes the next step.
 *
 * <p>A quadratic model of the improvement in the step's multiple s, with slope and curvature from
 * the predicted improvement p and the actual one a at s = 1, is largest at s = p / (2 (p − a))
 * (Levine, Wagener and Abbeel, "Learning contact-rich manipulation skills with guided policy
 * search", 2015).
 */
final class StepRule {

  private static final double LEAST_SHORTFALL = 1e-4;
  private static final double LEAST_FACTOR = 0.1;
  private static final double GREATEST_FACTOR = 5;

  private StepRule() {}

  /**
   * The factor to multiply the bound with.
   *
   * @param predicted improvement of the cost
   * @param actual improvement of the cost
   */
  static double factor(double predicted, double actual) {
    double factor = predicted / (2 * Math.max(LEAST_SHORTFALL, predicted - actual));
    return Math.max(LEAST_FACTOR, Math.min(GREATEST_FACTOR, factor));
  }
}
