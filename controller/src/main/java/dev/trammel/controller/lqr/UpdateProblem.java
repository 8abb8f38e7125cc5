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
 */
public record UpdateProblem(
    LinearGaussianDynamics model,
    QuadraticCost cost,
    LinearGaussianController previous,
    InputLimits limits) {

  public UpdateProblem {
    int steps = model.steps();
    int n = model.stateSize();
    int m = model.inputSize();
    requireSizes("cost", cost.steps() == steps && cost.stateSize() == n && cost.inputSize() == m);
    requireSizes(
        "previous controller",
        previous.steps() == steps && previous.stateSize() == n && previous.inputSize() == m);
    requireSizes("input limits", limits.size() == m);
  }

  private static void requireSizes(String name, boolean same) {
    if (!same) {
      throw new IllegalArgumentException(name + " must have the sizes of the model");
    }
  }
}
