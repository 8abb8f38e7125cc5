package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.task.CostExpansion;
import org.ejml.data.DMatrixRMaj;

/**
 * A price on states beyond their limits, ½w (min(0, x − lower) + max(0, x − upper))² each. It is
 * zero within, and a plan goes beyond a limit as far as that pays. Immutable.
 */
public final class SoftStateLimits {

  private final double[] lower;
  private final double[] upper;
  private final double[] weights;

  /**
   * Keeps copies; all arguments are not modified.
   *
   * @param lower n, −∞ where there is no limit
   * @param upper n, +∞ where there is no limit
   * @param weights n, w ≥ 0 [cost per unit of the state, squared]
   */
  public SoftStateLimits(double[] lower, double[] upper, double[] weights) {
    Require.length(upper, lower.length, "upper state limits");
    Require.length(weights, lower.length, "weights of the state limits");
    for (int i = 0; i < lower.length; i++) {
      Require.nonNegative(weights[i], "weight of the limits of state " + i);
      if (!(lower[i] < upper[i])) {
        throw new IllegalArgumentException("limits of state " + i
            + " must satisfy lower < upper, were " + lower[i] + " and " + upper[i]);
      }
    }
    this.lower = lower.clone();
    this.upper = upper.clone();
    this.weights = weights.clone();
  }

  /** n. */
  public int size() {
    return lower.length;
  }

  double value(DMatrixRMaj x) {
    double value = 0;
    for (int i = 0; i < lower.length; i++) {
      double beyond = beyond(i, x);
      value += 0.5 * weights[i] * beyond * beyond;
    }
    return value;
  }

  /** Adds gradient and Hessian, whose value jumps at the limit. */
  void addExpansion(DMatrixRMaj x, CostExpansion out) {
    for (int i = 0; i < lower.length; i++) {
      double beyond = beyond(i, x);
      if (beyond != 0) {
        out.value += 0.5 * weights[i] * beyond * beyond;
        out.gradient.data[i] += weights[i] * beyond;
        out.hessian.data[i * out.hessian.numCols + i] += weights[i];
      }
    }
  }

  private double beyond(int i, DMatrixRMaj x) {
    return Math.min(0, x.data[i] - lower[i]) + Math.max(0, x.data[i] - upper[i]);
  }
}
