package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What a controller would do on average, Kx + k: where a plan begins that knows no better. */
final class FirstGuess {

  private final DMatrixRMaj[] K;
  private final DMatrixRMaj[] k;

  FirstGuess(LinearGaussianController controller) {
    K = new DMatrixRMaj[controller.steps()];
    k = new DMatrixRMaj[controller.steps()];
    Arrays.setAll(K, controller::gain);
    Arrays.setAll(k, controller::offset);
  }

  /**
   * Its input.
   *
   * @param x n×1; not modified
   * @param out m×1; modified
   */
  @RealTime
  void mean(int t, DMatrixRMaj x, DMatrixRMaj out) {
    CommonOps_DDRM.mult(K[t], x, out);
    CommonOps_DDRM.addEquals(out, k[t]);
  }
}
