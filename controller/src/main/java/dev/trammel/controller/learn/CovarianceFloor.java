package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import org.ejml.data.DMatrixRMaj;

/**
 * Keeps a controller exploring: raises each input's standard deviation to a least value and leaves
 * the correlations as they are, C ↦ DCD with D = diag(max(1, σ_min/σ)).
 */
final class CovarianceFloor {

  private CovarianceFloor() {}

  /**
   * A controller that explores at least so much.
   *
   * @param least m standard deviations, in the inputs' units; not modified
   */
  static LinearGaussianController raise(LinearGaussianController controller, double[] least) {
    int steps = controller.steps();
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    for (int t = 0; t < steps; t++) {
      gains[t] = controller.gain(t);
      offsets[t] = controller.offset(t);
      covariances[t] = raised(controller.covariance(t), least);
      inputs[t] = controller.nominalInput(t);
      states[t] = controller.nominalState(t);
    }
    states[steps] = controller.nominalState(steps);
    return new LinearGaussianController(gains, offsets, covariances, states, inputs);
  }

  private static DMatrixRMaj raised(DMatrixRMaj covariance, double[] least) {
    int m = least.length;
    double[] scale = new double[m];
    for (int i = 0; i < m; i++) {
      scale[i] = Math.max(1, least[i] / Math.sqrt(covariance.get(i, i)));
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        covariance.set(i, j, scale[i] * scale[j] * covariance.get(i, j));
      }
    }
    return covariance;
  }
}
