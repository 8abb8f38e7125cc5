package dev.trammel.controller.mpc;

import org.ejml.data.DMatrixRMaj;

/** Whether numbers are numbers. */
final class Finite {

  private Finite() {}

  /** Whether every entry is finite. */
  static boolean all(DMatrixRMaj matrix) {
    return all(matrix.data, matrix.getNumElements());
  }

  /** Whether the first entries are finite. */
  static boolean all(double[] values, int length) {
    // 0·v is 0 if and only if v is finite
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += 0 * values[i];
    }
    return sum == 0;
  }
}
