package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.UpdateOutcome.BoundStatus;
import java.util.Optional;

/**
 * What a model says of a situation, before a teacher is asked for.
 *
 * @param reference what acts now, linearised along its path; nothing where the model diverges
 * @param fit to improve it on
 * @param previousCost what the model expects of what acted before; NaN if nothing
 */
record Reflection(
    Situation situation,
    Optional<LinearGaussianController> reference,
    Improver.Fit fit,
    double previousCost) {

  /** What acts now costs, in the episodes without noise, so much less than what acted before. */
  double gain() {
    return previousCost - situation.cost();
  }

  /**
   * A teacher, if there is a better controller within the bound; where a policy asks for more than
   * the limits allow, there may be none.
   *
   * @param nats bound on its divergence from what acts now
   */
  Optional<Teacher> teach(double nats) {
    return reference.flatMap(acts -> teacher(acts, fit.improve(nats, 1)));
  }

  /** The teacher that an improvement comes to. */
  Optional<Teacher> teacher(LinearGaussianController acts, Improver.Result result) {
    return result instanceof Improver.Result.Proposed proposed
            && proposed.proposal().status() != BoundStatus.LIMITS_OVER_BOUND
        ? Optional.of(new Teacher(situation, acts, proposed.proposal()))
        : Optional.empty();
  }
}
