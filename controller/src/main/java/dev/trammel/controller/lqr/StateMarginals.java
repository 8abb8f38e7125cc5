package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.AffineRows;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.GaussianRows;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import org.ejml.data.DMatrixRMaj;

/**
 * Forward sweep: means and covariances of the states, and means of the inputs, under a problem's
 * policies and model.
 *
 * <p>{@link #solve} allocates nothing. Not thread-safe.
 */
public final class StateMarginals {

  private final LqrProblem problem;

  /**
   * A sweep over a problem.
   *
   * @param problem its states and inputs are modified by each sweep
   */
  public StateMarginals(LqrProblem problem) {
    this.problem = problem;
  }

  /**
   * Propagates the initial distribution through all steps.
   *
   * @return false if a mean or a variance overflowed; the marginals are then undefined
   */
  public boolean solve() {
    for (int t = 0; t < problem.steps(); t++) {
      problem.kernels().forward(problem.stage(t), problem.state(t + 1));
    }
    GaussianRows last = problem.state(problem.steps());
    for (int i = 0; i < problem.stateSize(); i++) {
      if (!Double.isFinite(last.mean[i]) || !Double.isFinite(last.covariance[i][i])) {
        return false;
      }
    }
    return true;
  }

  /** The joint distribution of (x, u): covariance (Σ, ΣKᵀ; KΣ, KΣKᵀ + C). */
  static Gaussian joint(Products products, Stage stage) {
    AffineRows policy = stage.policy;
    int n = stage.dynamics.matrix.length;
    int m = stage.input.length;
    DMatrixRMaj mean = new DMatrixRMaj(n + m, 1);
    System.arraycopy(stage.state.mean, 0, mean.data, 0, n);
    System.arraycopy(stage.input, 0, mean.data, n, m);
    DMatrixRMaj covariance = new DMatrixRMaj(n + m, n + m);
    double[] KSigma = Rows.padded(n);
    double[] zero = new double[KSigma.length];
    for (int i = 0; i < n; i++) {
      System.arraycopy(stage.state.covariance[i], 0, covariance.data, i * (n + m), n);
    }
    for (int i = 0; i < m; i++) {
      products.combine(zero, policy.matrix[i], stage.state.covariance, n, KSigma);
      for (int j = 0; j < n; j++) {
        covariance.set(n + i, j, KSigma[j]);
        covariance.set(j, n + i, KSigma[j]);
      }
      for (int j = 0; j <= i; j++) {
        double entry = stage.covariance[i][j] + Rows.dot(KSigma, policy.matrix[j], n);
        covariance.set(n + i, n + j, entry);
        covariance.set(n + j, n + i, entry);
      }
    }
    return new Gaussian(mean, covariance);
  }
}
