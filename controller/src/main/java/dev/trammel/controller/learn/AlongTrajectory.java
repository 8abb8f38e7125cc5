package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Reads the linear-Gaussian model and the quadratic cost off a learned model and a cost, along
 * the nominal trajectory of a controller.
 */
record AlongTrajectory(LearnedModel model, Cost cost, Gaussian start) {

  /** The model: derivatives of the mean, the variance as noise. */
  LinearGaussianDynamics dynamics(LinearGaussianController nominal) {
    int steps = nominal.steps();
    int n = nominal.stateSize();
    DMatrixRMaj[] transitions = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    DMatrixRMaj[] states = new DMatrixRMaj[steps];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    for (int t = 0; t < steps; t++) {
      DMatrixRMaj x = nominal.nominalState(t);
      DMatrixRMaj u = nominal.nominalInput(t);
      states[t] = x;
      inputs[t] = u;
      transitions[t] = new DMatrixRMaj(n, n + nominal.inputSize());
      model.linearise(x, u, transitions[t]);
      // f = x' − F (x, u)
      offsets[t] = new DMatrixRMaj(n, 1);
      model.step(x, u, offsets[t]);
      CommonOps_DDRM.multAdd(-1, transitions[t], stack(x, u), offsets[t]);
      covariances[t] = new DMatrixRMaj(n, n);
    }
    model.covariances(states, inputs, covariances);
    return new LinearGaussianDynamics(transitions, offsets, covariances, start);
  }

  /** Model and cost together, to improve a controller on. */
  LinearFit fit(
      LinearGaussianController nominal, LinearGaussianController previous, UpdateMeans means) {
    return new LinearFit(
        dynamics(nominal), quadraticCost(nominal), previous, means, Optional.empty());
  }

  private QuadraticCost quadraticCost(LinearGaussianController nominal) {
    int steps = nominal.steps();
    int n = nominal.stateSize();
    int m = nominal.inputSize();
    QuadraticCost quadratic = new QuadraticCost(steps, n, m);
    CostExpansion expansion = new CostExpansion(n, m);
    DMatrixRMaj none = new DMatrixRMaj(m, 1);
    for (int t = 0; t <= steps; t++) {
      DMatrixRMaj x = nominal.nominalState(t);
      DMatrixRMaj u = t < steps ? nominal.nominalInput(t) : none;
      expansion.clear();
      cost.addExpansion(t, x, u, expansion);
      int size = t < steps ? n + m : n;
      DMatrixRMaj z = t < steps ? stack(x, u) : x;
      CommonOps_DDRM.extract(expansion.hessian, 0, size, 0, size, quadratic.hessians[t]);
      CommonOps_DDRM.extract(expansion.gradient, 0, size, 0, 1, quadratic.gradients[t]);
      // about zero: c − Cz and ℓ − cᵀz + ½ zᵀCz
      DMatrixRMaj Cz = new DMatrixRMaj(size, 1);
      CommonOps_DDRM.mult(quadratic.hessians[t], z, Cz);
      quadratic.constants[t] = expansion.value
          - CommonOps_DDRM.dot(quadratic.gradients[t], z)
          + CommonOps_DDRM.dot(z, Cz) / 2;
      CommonOps_DDRM.subtractEquals(quadratic.gradients[t], Cz);
    }
    return quadratic;
  }

  /** (x, u). */
  private static DMatrixRMaj stack(DMatrixRMaj x, DMatrixRMaj u) {
    DMatrixRMaj z = new DMatrixRMaj(x.numRows + u.numRows, 1);
    CommonOps_DDRM.insert(x, z, 0, 0);
    CommonOps_DDRM.insert(u, z, x.numRows, 0);
    return z;
  }
}
