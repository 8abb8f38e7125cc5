package dev.trammel.controller.policy;

import dev.trammel.controller.golden.GoldenCase;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The fixed network of a golden case, u = W₂ tanh(W₁ x + b₁) + b₂, and its covariance. */
final class GoldenNet {

  private final DMatrixRMaj W1;
  private final DMatrixRMaj b1;
  private final DMatrixRMaj W2;
  private final DMatrixRMaj b2;
  private final DMatrixRMaj covariance;

  GoldenNet(GoldenCase golden) {
    W1 = golden.array("in_net_W1").at();
    b1 = golden.array("in_net_b1").at();
    W2 = golden.array("in_net_W2").at();
    b2 = golden.array("in_net_b2").at();
    covariance = CommonOps_DDRM.diag(golden.array("in_net_var").values());
  }

  int inputSize() {
    return b2.numRows;
  }

  DMatrixRMaj covariance() {
    return covariance.copy();
  }

  /** Its mean inputs at states, one per row. */
  DMatrixRMaj inputs(DMatrixRMaj states) {
    DMatrixRMaj inputs = new DMatrixRMaj(states.numRows, inputSize());
    DMatrixRMaj hidden = new DMatrixRMaj(b1.numRows, 1);
    DMatrixRMaj u = new DMatrixRMaj(inputSize(), 1);
    for (int i = 0; i < states.numRows; i++) {
      DMatrixRMaj x = CommonOps_DDRM.transpose(CommonOps_DDRM.extractRow(states, i, null), null);
      CommonOps_DDRM.mult(W1, x, hidden);
      for (int h = 0; h < hidden.numRows; h++) {
        hidden.data[h] = StrictMath.tanh(hidden.data[h] + b1.data[h]);
      }
      CommonOps_DDRM.mult(W2, hidden, u);
      for (int a = 0; a < u.numRows; a++) {
        inputs.set(i, a, u.data[a] + b2.data[a]);
      }
    }
    return inputs;
  }
}
