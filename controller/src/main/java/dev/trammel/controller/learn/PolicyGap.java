package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.Policy;
import dev.trammel.controller.policy.PolicyMean;
import dev.trammel.controller.task.ObservationReader;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * How far a policy is from a local controller, at each step in one state:
 *
 * <pre>
 *   KL( N(μ(o(x)), C) ‖ N(Kx + k, Cₜ) ) = ½ ( tr Cₜ⁻¹C + dᵀCₜ⁻¹d − m + ln det Cₜ − ln det C ),
 *
 *   d  m×1  μ(o(x)) − Kx − k
 * </pre>
 */
final class PolicyGap {

  private final Policy policy;
  private final PolicyMean mean;
  private final ObservationReader reader;
  private final DMatrixRMaj covariance;
  private final double logDeterminant;

  PolicyGap(Policy policy, ObservationReader reader, Kernels kernels) {
    this.policy = policy;
    this.reader = reader;
    mean = policy.mean(kernels);
    covariance = policy.covariance();
    logDeterminant = StrictMath.log(CommonOps_DDRM.det(covariance));
  }

  /**
   * The divergence at each step [nat], T entries.
   *
   * @param teacher the controller
   * @param states T of n×1, as where the teacher expects to be; not modified
   */
  double[] perStep(LinearGaussianController teacher, DMatrixRMaj[] states) {
    double[] divergence = new double[teacher.steps()];
    for (int t = 0; t < divergence.length; t++) {
      DMatrixRMaj d = difference(teacher, t, states[t]);
      divergence[t] = divergence(teacher.covariance(t), d, t);
    }
    return divergence;
  }

  /** d. */
  private DMatrixRMaj difference(LinearGaussianController teacher, int t, DMatrixRMaj x) {
    double[] o = new double[policy.observationSize()];
    DMatrixRMaj d = new DMatrixRMaj(policy.inputSize(), 1);
    reader.read(x, o);
    if (!mean.of(o, d.data)) {
      throw new IllegalArgumentException("a policy's mean must be finite, was not at step " + t);
    }
    CommonOps_DDRM.multAdd(-1, teacher.gain(t), x, d);
    CommonOps_DDRM.subtractEquals(d, teacher.offset(t));
    return d;
  }

  private double divergence(DMatrixRMaj Ct, DMatrixRMaj d, int t) {
    int m = d.numRows;
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(m);
    double otherLogDeterminant = StrictMath.log(CommonOps_DDRM.det(Ct));
    if (!solver.setA(Ct)) {
      throw new IllegalArgumentException(
          "a teacher's covariance must be positive definite, was not at step " + t);
    }
    DMatrixRMaj scaled = new DMatrixRMaj(m, m);
    solver.solve(covariance, scaled);
    DMatrixRMaj weighted = new DMatrixRMaj(m, 1);
    solver.solve(d.copy(), weighted);
    return 0.5
        * (CommonOps_DDRM.trace(scaled)
            + CommonOps_DDRM.dot(d, weighted)
            - m
            + otherLogDeterminant
            - logDeterminant);
  }
}
