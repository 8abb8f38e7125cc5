package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * A time-varying linear-Gaussian model of T steps:
 *
 * <pre>  x₀ ~ initial,   xₜ₊₁ = Fₜ (xₜ, uₜ) + fₜ + wₜ,   wₜ ~ N(0, Wₜ)</pre>
 *
 * <p>Built once, then read only; its matrices are not modified by anyone who receives them.
 */
public final class LinearGaussianDynamics {

  /** T matrices n×(n+m), the state's columns first. */
  public final DMatrixRMaj[] transitions;

  /** T vectors n×1. */
  public final DMatrixRMaj[] offsets;

  /** T matrices n×n, symmetric ≥ 0. */
  public final DMatrixRMaj[] covariances;

  public final Gaussian initial;

  public LinearGaussianDynamics(
      DMatrixRMaj[] transitions,
      DMatrixRMaj[] offsets,
      DMatrixRMaj[] covariances,
      Gaussian initial) {
    int n = initial.size();
    if (transitions.length != offsets.length || transitions.length != covariances.length) {
      throw new IllegalArgumentException(
          "dynamics need as many offsets and covariances as transitions, had " + offsets.length
              + " and " + covariances.length + " for " + transitions.length);
    }
    for (int t = 0; t < transitions.length; t++) {
      Require.shape(transitions[t], n, transitions[0].numCols, "F at step " + t);
      Require.finite(transitions[t], "F at step " + t);
      Require.finite(Require.shape(offsets[t], n, 1, "f at step " + t), "f at step " + t);
      Require.finite(Require.shape(covariances[t], n, n, "W at step " + t), "W at step " + t);
    }
    this.transitions = transitions.clone();
    this.offsets = offsets.clone();
    this.covariances = covariances.clone();
    this.initial = initial;
  }

  /** T. */
  public int steps() {
    return transitions.length;
  }

  /** n. */
  public int stateSize() {
    return initial.size();
  }

  /** m. */
  public int inputSize() {
    return transitions[0].numCols - initial.size();
  }
}
