package dev.trammel.controller.linalg;

import static dev.trammel.controller.linalg.Fused.multiplyAdd;

/** Four combinations of the same rows at once, which are read two at a time. */
final class RowQuartet {

  static final int HEIGHT = 4;

  private RowQuartet() {}

  /** Writes rows i … i+3 of out = 1baseᵀ + AB. */
  static void combine(double[] base, double[][] A, int i, double[][] B, int inner, double[][] out) {
    for (int row = i; row < i + HEIGHT; row++) {
      System.arraycopy(base, 0, out[row], 0, out[row].length);
    }
    int k = 0;
    for (; k + 1 < inner; k += 2) {
      addTwo(A, i, k, B[k], B[k + 1], out);
    }
    if (k < inner) {
      for (int row = i; row < i + HEIGHT; row++) {
        addOne(A[row][k], B[k], out[row]);
      }
    }
  }

  private static void addTwo(double[][] A, int i, int k, double[] b, double[] d, double[][] out) {
    double[] row0 = out[i];
    double[] row1 = out[i + 1];
    double[] row2 = out[i + 2];
    double[] row3 = out[i + 3];
    double a0 = A[i][k];
    double a1 = A[i + 1][k];
    double a2 = A[i + 2][k];
    double a3 = A[i + 3][k];
    double c0 = A[i][k + 1];
    double c1 = A[i + 1][k + 1];
    double c2 = A[i + 2][k + 1];
    double c3 = A[i + 3][k + 1];
    for (int j = 0; j < row0.length; j++) {
      double sum0 = multiplyAdd(c0, d[j], multiplyAdd(a0, b[j], row0[j]));
      double sum1 = multiplyAdd(c1, d[j], multiplyAdd(a1, b[j], row1[j]));
      double sum2 = multiplyAdd(c2, d[j], multiplyAdd(a2, b[j], row2[j]));
      double sum3 = multiplyAdd(c3, d[j], multiplyAdd(a3, b[j], row3[j]));
      // the compiler vectorises only if all is read before anything is written
      row0[j] = sum0;
      row1[j] = sum1;
      row2[j] = sum2;
      row3[j] = sum3;
    }
  }

  private static void addOne(double a, double[] b, double[] row) {
    for (int j = 0; j < row.length; j++) {
      row[j] = multiplyAdd(a, b[j], row[j]);
    }
  }
}
