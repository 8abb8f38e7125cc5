package dev.trammel.controller.policy;

import dev.trammel.controller.dynamics.NormalInverseWishart;
import dev.trammel.controller.dynamics.Regularisation;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A policy as the local controller that it is about one condition's states: at each step a Bayesian
 * linear regression of the policy's mean input on the state (Montgomery and Levine, "Guided policy
 * search via approximate mirror descent", 2016, section 4).
 *
 * <pre>
 *   S  (n+m)×(n+m)  scatter of (x, μ) with that of the prior      N  points, n₀ those of the prior
 *   K  m×n  S_μx S_xx⁻¹                 k  m×1  μ̄ − K x̄
 *   Σ  m×m  (S_μμ − K S_xμ) / (N + n₀) + C,   C the policy's own covariance
 * </pre>
 *
 * <p>Points are states of episodes, or any number drawn from where a model expects the condition's
 * states: then no prior is needed, and the regression is the statistical linearisation whose gain
 * tends to the policy's expected slope.
 *
 * @param prior on each step's points
 * @param regularisation of the covariance of x
 */
public record PolicyLinearisation(PolicyPrior prior, Regularisation regularisation) {

  private static final double VARIANCE = 1e-8;

  /** Regularised by 1e-8 on the diagonal. */
  public PolicyLinearisation(PolicyPrior prior) {
    this(prior, new Regularisation.Diagonal(VARIANCE));
  }

  /**
   * Linearises. The result's nominal states and inputs are the points' means, the last state once
   * more.
   *
   * @param states T matrices N×n, a point per row, N may differ by step; not modified
   * @param inputs T matrices N×m, the policy's means at these states; not modified
   * @param covariance C, m×m, of the policy; not modified
   * @throws IllegalArgumentException if points and prior do not determine a step
   */
  public LinearGaussianController of(
      DMatrixRMaj[] states, DMatrixRMaj[] inputs, DMatrixRMaj covariance) {
    int steps = states.length;
    if (inputs.length != steps) {
      throw new IllegalArgumentException("a policy is linearised at as many steps of inputs as of"
          + " states, had " + inputs.length + " and " + steps);
    }
    DMatrixRMaj[] K = new DMatrixRMaj[steps];
    DMatrixRMaj[] k = new DMatrixRMaj[steps];
    DMatrixRMaj[] Sigma = new DMatrixRMaj[steps];
    DMatrixRMaj[] x = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] u = new DMatrixRMaj[steps];
    for (int t = 0; t < steps; t++) {
      Step step = fit(t, states[t], inputs[t]);
      K[t] = step.K;
      Sigma[t] = step.residual;
      CommonOps_DDRM.addEquals(Sigma[t], covariance);
      x[t] = step.x;
      u[t] = step.u;
      // k = μ̄ − K x̄
      k[t] = step.u.copy();
      CommonOps_DDRM.multAdd(-1, step.K, step.x, k[t]);
    }
    x[steps] = x[steps - 1];
    return new LinearGaussianController(K, k, Sigma, x, u);
  }

  /** Every step's points (x, μ) below each other, as a mixture is fitted to. */
  public static DMatrixRMaj points(DMatrixRMaj[] states, DMatrixRMaj[] inputs) {
    int count = Arrays.stream(states).mapToInt(step -> step.numRows).sum();
    DMatrixRMaj all = new DMatrixRMaj(count, states[0].numCols + inputs[0].numCols);
    int row = 0;
    for (int t = 0; t < states.length; t++) {
      CommonOps_DDRM.insert(states[t], all, row, 0);
      CommonOps_DDRM.insert(inputs[t], all, row, states[t].numCols);
      row += states[t].numRows;
    }
    return all;
  }

  private record Step(DMatrixRMaj K, DMatrixRMaj residual, DMatrixRMaj x, DMatrixRMaj u) {}

  private Step fit(int t, DMatrixRMaj states, DMatrixRMaj inputs) {
    int n = states.numCols;
    int m = inputs.numCols;
    Require.shape(inputs, states.numRows, m, "inputs at step " + t);
    DMatrixRMaj points = points(new DMatrixRMaj[] {states}, new DMatrixRMaj[] {inputs});
    NormalInverseWishart given = prior.at(points, t);
    requireDetermined(t, given, points);
    double[] weights = new double[states.numRows];
    Arrays.fill(weights, 1);
    NormalInverseWishart joint = given.posterior(points, weights);
    DMatrixRMaj covariance = joint.mode().covariance();
    DMatrixRMaj xx = CommonOps_DDRM.extract(covariance, 0, n, 0, n);
    DMatrixRMaj xu = CommonOps_DDRM.extract(covariance, 0, n, n, n + m);
    DMatrixRMaj residual = CommonOps_DDRM.extract(covariance, n, n + m, n, n + m);
    CommonOps_DDRM.addEquals(xx, regularisation.term(xx));
    DMatrixRMaj K = CommonOps_DDRM.transpose(divide(xx, xu, t), null);
    CommonOps_DDRM.multAdd(-1, K, xu, residual);
    symmetrise(residual);
    return new Step(K, residual, mean(states), mean(inputs));
  }

  private static void requireDetermined(int t, NormalInverseWishart given, DMatrixRMaj points) {
    double freedom = points.numRows + given.scatterWeight;
    if (!(freedom > 0)) {
      throw new IllegalArgumentException("step " + t + ": without a prior a linearised policy needs"
          + " more than " + Math.round(-given.scatterWeight) + " points, had " + points.numRows
          + "; use more points or a prior");
    }
  }

  /** S_xx⁻¹ S_xμ. */
  private static DMatrixRMaj divide(DMatrixRMaj xx, DMatrixRMaj xu, int t) {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(xx.numRows);
    if (!solver.setA(xx.copy())) {
      throw new IllegalArgumentException("step " + t + ": the covariance of the states is singular;"
          + " it needs a prior, regularisation or more varied states");
    }
    DMatrixRMaj quotient = xu.createLike();
    solver.solve(xu.copy(), quotient);
    return quotient;
  }

  private static void symmetrise(DMatrixRMaj matrix) {
    CommonOps_DDRM.addEquals(matrix, CommonOps_DDRM.transpose(matrix, null));
    CommonOps_DDRM.scale(0.5, matrix);
  }

  private static DMatrixRMaj mean(DMatrixRMaj rows) {
    DMatrixRMaj sums = CommonOps_DDRM.sumCols(rows, null);
    CommonOps_DDRM.divide(sums, rows.numRows);
    return CommonOps_DDRM.transpose(sums, null);
  }
}
