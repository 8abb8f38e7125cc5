package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
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
   * A teacher, if there is a better controller.
   *
   * @param nats bound on its divergence from what acts now
   */
  Optional<Teacher> teach(double nats) {
    return reference.isPresent()
            && fit.improve(nats, 1) instanceof Improver.Result.Proposed proposed
        ? Optional.of(new Teacher(situation, reference.get(), proposed.proposal()))
        : Optional.empty();
  }
}
