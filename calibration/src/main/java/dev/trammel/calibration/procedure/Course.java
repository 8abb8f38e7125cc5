package dev.trammel.calibration.procedure;

import org.ejml.data.DMatrixRMaj;

/** What acts, u = K x + k, and about what states and inputs, at each step of a motion. */
record Course(
    DMatrixRMaj[] gains, DMatrixRMaj[] offsets, DMatrixRMaj[] centres, DMatrixRMaj[] inputs) {

  /** k = u − K x* */
  static DMatrixRMaj offset(DMatrixRMaj K, DMatrixRMaj x, DMatrixRMaj u) {
    DMatrixRMaj k = u.copy();
    for (int i = 0; i < K.numRows; i++) {
      for (int j = 0; j < K.numCols; j++) {
        k.data[i] -= K.get(i, j) * x.data[j];
      }
    }
    return k;
  }
}
