package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.AffineRows;
import dev.trammel.controller.linalg.GaussianRows;
import dev.trammel.controller.linalg.PolicyRows;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;
import java.util.Arrays;

/**
 * A controller that others are measured from: u ~ N(Kx + k, C), Λ = C⁻¹. A mutable workspace that
 * allocates nothing after its constructor.
 */
final class PreviousPolicies {

  private final PolicyRows[] policies;
  private final int n;
  private final int m;
  private final Shape precisionTimesGain;
  private final Shape stateBlock;
  private final double[][] LambdaK;

  PreviousPolicies(int steps, int stateSize, int inputSize) {
    n = stateSize;
    m = inputSize;
    precisionTimesGain = Shape.full(m, n, m);
    stateBlock = Shape.full(n, n, m);
    LambdaK = Rows.padded(m, n);
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
      if (!controller.copyTo(policies[t], t)) {
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
      writePrior(problem.products(), policies[t], problem.stage(t).prior);
    }
  }

  /** Writes the log-determinants of the covariances, for a problem with the same policies. */
  void writeLogDeterminants(LqrProblem problem) {
    for (int t = 0; t < policies.length; t++) {
      problem.stage(t).covarianceDeterminant.setLog(policies[t].logDetCovariance);
    }
  }

  private void writePrior(Products products, PolicyRows policy, QuadraticRows prior) {
    // P = (KᵀΛK, −KᵀΛ; −ΛK, Λ),  p = (KᵀΛk; −Λk)
    AffineRows mean = policy.mean;
    products.multiply(precisionTimesGain, policy.precision, mean.matrix, LambdaK);
    products.multiply(stateBlock, mean.matrix, LambdaK, prior.hessian);
    for (int i = 0; i < m; i++) {
      double[] row = prior.hessian[n + i];
      for (int j = 0; j < n; j++) {
        row[j] = -LambdaK[i][j];
        prior.hessian[j][n + i] = row[j];
      }
      System.arraycopy(policy.precision[i], 0, row, n, m);
      prior.gradient[n + i] = -Rows.dot(policy.precision[i], mean.offset, m);
    }
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < m; j++) {
        sum -= mean.matrix[j][i] * prior.gradient[n + j];
      }
      prior.gradient[i] = sum;
    }
  }
}
