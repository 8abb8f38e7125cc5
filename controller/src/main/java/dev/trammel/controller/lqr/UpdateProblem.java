package dev.trammel.controller.lqr;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.task.QuadraticCost;

/**
 * What one update improves, all of the same T, n and m.
 *
 * @param model of the body, fitted
 * @param cost expanded about zero
 * @param previous the controller that the divergence is measured from
 * @param limits what the new controller's expected inputs keep to
 * @param exploration what shapes the new controller's covariance
 */
public record UpdateProblem(
    LinearGaussianDynamics model,
    QuadraticCost cost,
    LinearGaussianController previous,
    InputLimits limits,
    ExplorationTerms exploration) {

  public UpdateProblem {
    int steps = model.steps();
    int n = model.stateSize();
    int m = model.inputSize();
    requireSizes("cost", cost.steps() == steps && cost.stateSize() == n && cost.inputSize() == m);
    requireSizes(
        "previous controller",
        previous.steps() == steps && previous.stateSize() == n && previous.inputSize() == m);
    requireSizes("input limits", limits.size() == m);
    requireSizes("exploration terms", exploration.steps() == steps && exploration.inputSize() == m);
  }

  /** Without terms for exploration. */
  public UpdateProblem(
      LinearGaussianDynamics model,
      QuadraticCost cost,
      LinearGaussianController previous,
      InputLimits limits) {
    this(model, cost, previous, limits, ExplorationTerms.none(model.steps(), model.inputSize()));
  }

  private static void requireSizes(String name, boolean same) {
    if (!same) {
      throw new IllegalArgumentException(name + " must have the sizes of the model");
    }
  }
}
