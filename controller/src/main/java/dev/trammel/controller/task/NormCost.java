package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * A smooth norm of a deviation, scheduled over time: ℓ = rₜ φ(Σᵢ wᵢ dᵢ(t, x, u)²).
 *
 * <pre>
 *   d  k    deviation, with its Jacobian J (k×e) in the e entries of z = (x, u) it depends on
 *   w  k    weights                  r  T+1  schedule
 *   g  e    Jᵀ W d, so that ∇ℓ = 2 r φ′ g
 * </pre>
 *
 * <p>The gradient is exact. The Hessian is r (2φ′ JᵀWJ + 4φ″ ggᵀ), Gauss-Newton and positive
 * semidefinite; where the norm's curvature is set to exact, 2rφ′ Σᵢ wᵢdᵢ∇²dᵢ joins it, which is
 * zero where d is affine in z, as with states and inputs, and indefinite for points and angles.
 */
final class NormCost implements Cost {

  private final Residual residual;
  private final double[] weights;
  private final SmoothNorm norm;
  private final double[] schedule;
  private final int[] entries;
  private final double[] d;
  private final double[][] J;
  private final double[] g;
  private final double[] Wd;
  private final double[][] H;

  /**
   * Combines the parts.
   *
   * @param weights k, at least 0
   * @param schedule T+1 factors, at least 0
   */
  NormCost(Residual residual, double[] weights, SmoothNorm norm, double[] schedule) {
    this.residual = residual;
    this.weights = Require.length(weights.clone(), residual.size(), "weights");
    this.norm = norm;
    this.schedule = schedule.clone();
    for (double weight : weights) {
      Require.nonNegative(weight, "weight");
    }
    for (double factor : schedule) {
      Require.nonNegative(factor, "factor of the schedule");
    }
    entries = residual.entries();
    d = new double[residual.size()];
    J = new double[residual.size()][entries.length];
    g = new double[entries.length];
    Wd = new double[residual.size()];
    H = new double[entries.length][entries.length];
  }

  @Override
  public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
    if (isAbsent(step)) {
      return 0;
    }
    residual.evaluate(step, x, u, d);
    return schedule[step] * norm.value(weightedSquare());
  }

  @Override
  public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
    if (isAbsent(step)) {
      return;
    }
    residual.evaluate(step, x, u, d);
    residual.jacobian(step, x, u, J);
    double s = weightedSquare();
    double slope = 2 * schedule[step] * norm.slope(s);
    double bend = 4 * schedule[step] * norm.bend(s);
    out.value += schedule[step] * norm.value(s);
    pullBackDeviation();
    if (norm.curvature() == SmoothNorm.Curvature.EXACT) {
      residual.curvature(step, x, u, Wd, H);
    }
    for (int a = 0; a < entries.length; a++) {
      out.gradient.data[entries[a]] += slope * g[a];
      addHessianRow(a, slope, bend, out.hessian);
    }
  }

  private boolean isAbsent(int step) {
    return schedule[step] == 0 || (residual.usesInput() && step == schedule.length - 1);
  }

  private double weightedSquare() {
    double s = 0;
    for (int i = 0; i < d.length; i++) {
      s += weights[i] * d[i] * d[i];
    }
    return s;
  }

  private void pullBackDeviation() {
    // g = Jᵀ W d
    for (int i = 0; i < d.length; i++) {
      Wd[i] = weights[i] * d[i];
    }
    for (int a = 0; a < g.length; a++) {
      double sum = 0;
      for (int i = 0; i < d.length; i++) {
        sum += J[i][a] * Wd[i];
      }
      g[a] = sum;
    }
  }

  private void addHessianRow(int a, double slope, double bend, DMatrixRMaj hessian) {
    // slope (JᵀWJ + H) + bend ggᵀ; H stays 0 unless the exact curvature is asked for
    int row = entries[a] * hessian.numCols;
    for (int b = 0; b < entries.length; b++) {
      double sum = H[a][b];
      for (int i = 0; i < d.length; i++) {
        sum += J[i][a] * weights[i] * J[i][b];
      }
      hessian.data[row + entries[b]] += slope * sum + bend * g[a] * g[b];
    }
  }
}
