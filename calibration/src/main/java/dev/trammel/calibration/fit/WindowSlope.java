package dev.trammel.calibration.fit;

import java.util.List;

/**
 * How the residuals of one window change with the unknowns, its own first state taken out:
 *
 * <pre>
 *   r(θ + dθ, x₀ + dx) ≈ r + G dθ + S dx
 *   dx = −(start + follow dθ)              minimises |·|² for a given dθ
 *   H = Gᵀ(1 − S(SᵀS)⁻¹Sᵀ)G,  g = Gᵀ(1 − …) r
 * </pre>
 *
 * @param cost ½|r|²
 * @param hessian P×P by rows, H
 * @param gradient P, g
 * @param start 2n
 * @param follow 2n×P by rows
 * @param echoes channels × lags: Σₜ of the hat matrix S(SᵀS)⁻¹Sᵀ between readings t and t + lag of one
 *     channel; lag 0 first
 */
record WindowSlope(
    double cost,
    double[] hessian,
    double[] gradient,
    double[] start,
    double[] follow,
    double[][] echoes) {

  /**
   * Where the window begins after a step of the unknowns, dx = −(start/(1 + λ) + follow dθ).
   *
   * @param x 2n, where it began before; not modified
   */
  double[] followed(double[] x, double[] step, double lambda) {
    double[] next = x.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] -= start[i] / (1 + lambda);
      for (int p = 0; p < step.length; p++) {
        next[i] -= follow[i * step.length + p] * step[p];
      }
    }
    return next;
  }

  /**
   * The same, or nothing told at all where it is no number: a joint that begins to move at the very
   * instant at which it would rest has no slopes.
   */
  WindowSlope orNothing() {
    boolean isFinite = true;
    for (double[] values : List.of(hessian, gradient, start, follow)) {
      for (double value : values) {
        isFinite &= Double.isFinite(value);
      }
    }
    return isFinite ? this : nothing(cost, gradient.length, echoes);
  }

  /** Of a window that tells nothing. */
  static WindowSlope nothing(double cost, int P, double[][] echoes) {
    int states = echoes.length;
    return new WindowSlope(
        cost, new double[P * P], new double[P], new double[states], new double[states * P], echoes);
  }

  /** The same with a first state that nothing but the unknowns moves. */
  WindowSlope staying() {
    return new WindowSlope(cost, hessian, gradient, new double[start.length], follow, echoes);
  }

  /** Counting for more or less. */
  WindowSlope times(double weight) {
    double[] H = hessian.clone();
    double[] g = gradient.clone();
    for (int k = 0; k < H.length; k++) {
      H[k] *= weight;
    }
    for (int k = 0; k < g.length; k++) {
      g[k] *= weight;
    }
    return new WindowSlope(weight * cost, H, g, start, follow, echoes);
  }
}
