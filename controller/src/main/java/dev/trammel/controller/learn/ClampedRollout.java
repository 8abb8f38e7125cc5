package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.TransitionModel;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * Follows a controller's mean on a model, within the limits. Where an input would leave them, what
 * acts is the limit, without feedback: that is the controller which comes back.
 */
record ClampedRollout(TransitionModel model, InputLimits limits) {

  /**
   * The controller as it acts, with the trajectory as its nominal one; nothing if the model has no
   * answer.
   */
  Optional<LinearGaussianController> run(LinearGaussianController controller, DMatrixRMaj start) {
    int steps = controller.steps();
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    states[0] = start.copy();
    for (int t = 0; t < steps; t++) {
      gains[t] = controller.gain(t);
      offsets[t] = controller.offset(t);
      covariances[t] = controller.covariance(t);
      inputs[t] = controller.offset(t);
      CommonOps_DDRM.multAdd(gains[t], states[t], inputs[t]);
      clamp(inputs[t], gains[t], offsets[t]);
      states[t + 1] = new DMatrixRMaj(start.numRows, 1);
      model.step(states[t], inputs[t], states[t + 1]);
      if (MatrixFeatures_DDRM.hasUncountable(states[t + 1])) {
        return Optional.empty();
      }
    }
    return Optional.of(new LinearGaussianController(gains, offsets, covariances, states, inputs));
  }

  private void clamp(DMatrixRMaj input, DMatrixRMaj gain, DMatrixRMaj offset) {
    for (int i = 0; i < input.numRows; i++) {
      double within = limits.clip(i, input.data[i]);
      if (within != input.data[i]) {
        input.data[i] = within;
        offset.data[i] = within;
        for (int j = 0; j < gain.numCols; j++) {
          gain.set(i, j, 0);
        }
      }
    }
  }
}
