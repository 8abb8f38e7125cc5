package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.task.Cost;
import org.ejml.data.DMatrixRMaj;

/**
 * Minimise Σ_{t&lt;T} ℓ(t, xₜ, uₜ) + ℓ(T, x_T) from one start, within limits, on a known model.
 *
 * @param model of n states and m inputs
 * @param cost of T steps
 * @param start x₀, n×1; not modified
 * @param steps T
 * @param limits of the m inputs
 */
public record OptimalControlProblem(
    TransitionModel model, Cost cost, DMatrixRMaj start, int steps, InputLimits limits) {

  public OptimalControlProblem {
    Require.atLeast(steps, 1, "steps");
    start = Require.finite(Require.shape(start, model.stateSize(), 1, "start"), "start")
        .copy();
    if (limits.size() != model.inputSize()) {
      throw new IllegalArgumentException(
          "limits must be those of " + model.inputSize() + " inputs, were of " + limits.size());
    }
  }
}
