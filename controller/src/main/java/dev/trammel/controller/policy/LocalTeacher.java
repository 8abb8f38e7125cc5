package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.PositiveDefinite;
import dev.trammel.controller.lqr.LinearGaussianController;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What a local controller would do at sampled states, one per row. */
public final class LocalTeacher {

  private LocalTeacher() {}

  /**
   * Its mean inputs Kx + k.
   *
   * @param states N×n; not modified
   * @return N×m
   */
  public static DMatrixRMaj inputs(LinearGaussianController controller, int t, DMatrixRMaj states) {
    DMatrixRMaj inputs = new DMatrixRMaj(states.numRows, controller.inputSize());
    CommonOps_DDRM.multTransB(states, controller.gain(t), inputs);
    DMatrixRMaj k = controller.offset(t);
    for (int i = 0; i < inputs.numRows; i++) {
      for (int a = 0; a < inputs.numCols; a++) {
        inputs.add(i, a, k.data[a]);
      }
    }
    return inputs;
  }

  /** How sure it is of them: C⁻¹, m×m. */
  public static DMatrixRMaj precision(LinearGaussianController controller, int t) {
    return PositiveDefinite.of(controller.covariance(t), "the controller's covariance at step " + t)
        .inverse();
  }
}
