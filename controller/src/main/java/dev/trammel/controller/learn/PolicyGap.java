package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.Policy;
import dev.trammel.controller.policy.PolicyMean;
import dev.trammel.controller.task.ObservationReader;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

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

  PolicyGap(Policy policy, ObservationReader reader, Kernels kernels) {
    this.policy = policy;
    this.reader = reader;
    mean = policy.mean(kernels);
  }

  /**
   * The divergence at each step [nat], T entries.
   *
   * @param teacher the controller
   * @param states T of n×1, as where the teacher expects to be; not modified
   */
  double[] perStep(LinearGaussianController teacher, DMatrixRMaj[] states) {
    double[] o = new double[policy.observationSize()];
    DMatrixRMaj own = new DMatrixRMaj(policy.inputSize(), 1);
    double[] divergence = new double[teacher.steps()];
    for (int t = 0; t < divergence.length; t++) {
      reader.read(states[t], o);
      if (!mean.of(o, own.data)) {
        throw new IllegalArgumentException("a policy's mean must be finite, was not at step " + t);
      }
      DMatrixRMaj action = teacher.offset(t);
      CommonOps_DDRM.multAdd(teacher.gain(t), states[t], action);
      divergence[t] =
          new ActionDivergence(policy.covariance(), teacher.covariance(t)).at(own, action);
    }
    return divergence;
  }
}
