package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.AffineRows;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.GaussianRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

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
  static Gaussian joint(Stage stage) {
    AffineRows policy = stage.policy;
    int n = stage.dynamics.matrix.length;
    int m = stage.input.length;
    DMatrixRMaj Sigma = Rows.matrix(stage.state.covariance, n);
    DMatrixRMaj K = Rows.matrix(policy.matrix, n);
    DMatrixRMaj KSigma = new DMatrixRMaj(m, n);
    CommonOps_DDRM.mult(K, Sigma, KSigma);
    DMatrixRMaj inputs = Rows.matrix(stage.covariance, m);
    CommonOps_DDRM.multAddTransB(KSigma, K, inputs);
    DMatrixRMaj covariance = new DMatrixRMaj(n + m, n + m);
    CommonOps_DDRM.insert(Sigma, covariance, 0, 0);
    CommonOps_DDRM.insert(KSigma, covariance, n, 0);
    CommonOps_DDRM.insert(CommonOps_DDRM.transpose(KSigma, null), covariance, 0, n);
    CommonOps_DDRM.insert(inputs, covariance, n, n);
    DMatrixRMaj mean = new DMatrixRMaj(n + m, 1);
    CommonOps_DDRM.insert(Rows.column(stage.state.mean, n), mean, 0, 0);
    CommonOps_DDRM.insert(Rows.column(stage.input, m), mean, n, 0);
    return new Gaussian(mean, covariance);
  }
}
