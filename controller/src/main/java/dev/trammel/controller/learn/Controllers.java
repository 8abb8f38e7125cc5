package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Controllers with another covariance. */
final class Controllers {

  /** Of a variance that only has to be positive. */
  private static final double NEXT_TO_NOTHING = 1e-12;

  private Controllers() {}

  static LinearGaussianController scaleCovariance(
      LinearGaussianController controller, double factor) {
    return withCovariances(controller, covariance -> {
      CommonOps_DDRM.scale(factor, covariance);
      return covariance;
    });
  }

  /** The mean alone; the covariance stays definite. */
  static LinearGaussianController withoutNoise(LinearGaussianController controller) {
    return scaleCovariance(controller, NEXT_TO_NOTHING);
  }

  /**
   * Keeps a controller exploring: raises each input's standard deviation to a least value and
   * leaves the correlations as they are, C ↦ DCD with D = diag(max(1, σ_min/σ)).
   *
   * @param least m standard deviations, in the inputs' units; not modified
   */
  static LinearGaussianController raiseDeviations(
      LinearGaussianController controller, double[] least) {
    return withCovariances(controller, covariance -> raised(covariance, least));
  }

  private static LinearGaussianController withCovariances(
      LinearGaussianController controller, UnaryOperator<DMatrixRMaj> change) {
    int steps = controller.steps();
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    for (int t = 0; t < steps; t++) {
      gains[t] = controller.gain(t);
      offsets[t] = controller.offset(t);
      covariances[t] = change.apply(controller.covariance(t));
      inputs[t] = controller.nominalInput(t);
      states[t] = controller.nominalState(t);
    }
    states[steps] = controller.nominalState(steps);
    return new LinearGaussianController(gains, offsets, covariances, states, inputs);
  }

  /**
   * Raises standard deviations to least values and leaves correlations as they are.
   *
   * @param covariance m×m; modified
   * @param least m; not modified
   */
  static DMatrixRMaj raised(DMatrixRMaj covariance, double[] least) {
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
