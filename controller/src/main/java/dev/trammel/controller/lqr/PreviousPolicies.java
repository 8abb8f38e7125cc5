package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.AffineRows;
import dev.trammel.controller.linalg.GaussianRows;
import dev.trammel.controller.linalg.PolicyRows;
import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;

/**
 * A controller that others are measured from: u ~ N(Kx + k, C), Λ = C⁻¹. A mutable workspace that
 * allocates nothing after its constructor.
 */
final class PreviousPolicies {

  private final PolicyRows[] policies;

  PreviousPolicies(int steps, int stateSize, int inputSize) {
    policies = new PolicyRows[steps];
    Arrays.setAll(policies, t -> new PolicyRows(stateSize, inputSize));
  }

  /**
   * Takes over a controller.
   *
   * @return the first step whose covariance is not positive definite, −1 if there is none
   */
  int set(LinearGaussianController controller) {
    for (int t = 0; t < policies.length; t++) {
      if (!policies[t].set(controller.gain(t), controller.offset(t), controller.covariance(t))) {
        return t;
      }
    }
    return -1;
  }

  /** E KL of the problem's policy at step t, over the states given. */
  double divergence(LqrProblem problem, int t, GaussianRows state) {
    return problem.kernels().divergence(problem.stage(t), policies[t], state);
  }

  /** Writes −log p(u|x), constants apart, as the prior of every stage. */
  void writePriors(LqrProblem problem) {
    for (int t = 0; t < policies.length; t++) {
      writePrior(policies[t], problem.stage(t).prior);
    }
  }

  /** Writes the log-determinants of the covariances, for a problem with the same policies. */
  void writeLogDeterminants(LqrProblem problem) {
    for (int t = 0; t < policies.length; t++) {
      problem.stage(t).covarianceDeterminant.setLog(policies[t].logDetCovariance);
    }
  }

  private static void writePrior(PolicyRows policy, QuadraticRows prior) {
    // P = (KᵀΛK, −KᵀΛ; −ΛK, Λ),  p = (KᵀΛk; −Λk)
    AffineRows mean = policy.mean;
    int m = mean.matrix.length;
    int n = mean.transposed.length;
    for (int i = 0; i < m; i++) {
      double[] Lambda = policy.precision[i];
      double[] row = prior.hessian[n + i];
      for (int j = 0; j < n; j++) {
        row[j] = -Rows.dot(Lambda, mean.transposed[j], m);
        prior.hessian[j][n + i] = row[j];
      }
      System.arraycopy(Lambda, 0, row, n, m);
      prior.gradient[n + i] = -Rows.dot(Lambda, mean.offset, m);
    }
    for (int i = 0; i < n; i++) {
      double[] K = mean.transposed[i];
      for (int j = 0; j < n; j++) {
        prior.hessian[i][j] = -combine(K, prior.hessian, n, m, j);
      }
      double sum = 0;
      for (int j = 0; j < m; j++) {
        sum -= K[j] * prior.gradient[n + j];
      }
      prior.gradient[i] = sum;
    }
  }

  private static double combine(double[] K, double[][] hessian, int n, int m, int column) {
    double sum = 0;
    for (int j = 0; j < m; j++) {
      sum += K[j] * hessian[n + j][column];
    }
    return sum;
  }
}
