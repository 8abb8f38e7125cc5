package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.QuadraticCost;
import dev.trammel.controller.task.QuadraticCosts;
import java.util.Arrays;
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
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.setAll(states, nominal::nominalState);
    Arrays.setAll(inputs, nominal::nominalInput);
    return QuadraticCosts.along(cost, states, inputs);
  }

  /** (x, u). */
  private static DMatrixRMaj stack(DMatrixRMaj x, DMatrixRMaj u) {
    DMatrixRMaj z = new DMatrixRMaj(x.numRows + u.numRows, 1);
    CommonOps_DDRM.insert(x, z, 0, 0);
    CommonOps_DDRM.insert(u, z, x.numRows, 0);
    return z;
  }
}
