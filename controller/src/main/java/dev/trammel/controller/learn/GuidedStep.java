package dev.trammel.controller.learn;

import dev.trammel.controller.learn.LearningSettings.StepSettings;

/**
 * How far all teachers may leave the policy: one multiplier for all of them, judged by what became
 * of the last step (Montgomery and Levine, 2016).
 */
final class GuidedStep {

  private static final double SHRINK = 0.5;

  /** A realised divergence beyond this multiple of its bound shrinks the step. */
  private static final double MOST_REALISED = 3;

  private final StepSettings settings;
  private double multiplier = 1;

  GuidedStep(StepSettings settings) {
    this.settings = settings;
  }

  double multiplier() {
    return multiplier;
  }

  /** The bound on the divergence of a trajectory [nat]. */
  double bound(int steps) {
    return settings.ball().kl() * multiplier * steps;
  }

  /**
   * Takes in what became of a step.
   *
   * @param predicted improvement of the cost
   * @param measured improvement of the cost
   * @param realised divergence of the policy from the last one [nat]; NaN if not known
   * @param bound that it had [nat]
   */
  void adjust(double predicted, double measured, double realised, double bound) {
    double factor = Math.min(settings.growth(), StepRule.factor(predicted, measured));
    if (realised > MOST_REALISED * bound) {
      factor = Math.min(factor, SHRINK);
    }
    multiplier = Math.max(
        settings.leastMultiplier(), Math.min(settings.mostMultiplier(), multiplier * factor));
  }
}
