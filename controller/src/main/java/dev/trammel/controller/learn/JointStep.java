package dev.trammel.controller.learn;

import dev.trammel.controller.learn.LearningSettings.StepSettings;

/**
 * One step multiplier for all teachers of a policy: the {@link StepRule} on the means, over
 * them, of what was promised and what came of it (Montgomery and Levine, "Guided policy search via
 * approximate mirror descent", 2016, section 4.2). Not thread-safe.
 */
final class JointStep {

  /** A realised divergence beyond this multiple of its bound is too far. */
  private static final double MOST_REALISED = 3;

  private final StepSettings settings;
  private double multiplier = 1;

  /**
   * What a step promised and kept, in the mean over its teachers.
   *
   * @param predicted improvement of the cost
   * @param measured improvement of the cost
   */
  record Change(double predicted, double measured) {

    /**
     * By what the models fitted before and now expect.
     *
     * @param policyBefore expected cost of the linearised policy, both of before
     * @param localBefore what the local controller was to cost under the model of before
     * @param policyNow expected cost of the linearised policy, both of now
     */
    static Change laplace(double policyBefore, double localBefore, double policyNow) {
      return new Change(policyBefore - localBefore, policyBefore - policyNow);
    }

    /**
     * By what the episodes cost.
     *
     * @param costBefore mean over the episodes before
     * @param localBefore what the local controller was to cost under the model of before
     * @param costNow mean over the episodes now
     */
    static Change monteCarlo(double costBefore, double localBefore, double costNow) {
      return new Change(costBefore - localBefore, costBefore - costNow);
    }
  }

  JointStep(StepSettings settings) {
    this.settings = settings;
  }

  double multiplier() {
    return multiplier;
  }

  /** Whether a policy went much farther than its teachers might. */
  static boolean isTooFar(Estimate realised, double bound) {
    return realised.mean() > MOST_REALISED * bound;
  }

  /** Halves the multiplier. */
  void halve() {
    multiplier = Math.max(settings.leastMultiplier(), multiplier / 2);
  }

  /**
   * Adjusts; what came of a step being unknown, the next one is half as large.
   *
   * @param tooFar whether the realised divergence was far beyond its bound: the step is then halved
   */
  void adjust(Change change, boolean tooFar) {
    if (!Double.isFinite(change.predicted()) || !Double.isFinite(change.measured())) {
      halve();
      return;
    }
    double factor = StepRule.factor(change.predicted(), change.measured());
    double bounded = Math.min(settings.growth(), tooFar ? Math.min(0.5, factor) : factor);
    multiplier = Math.max(
        settings.leastMultiplier(), Math.min(settings.mostMultiplier(), multiplier * bounded));
  }
}
