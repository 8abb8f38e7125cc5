package dev.trammel.controller.linalg;

/**
 * Four columns of a product whose rows are too short for a {@link RowStrip}: a loop over them would
 * end before its vector instructions begin. The sums stay in registers instead.
 */
final class RowTile {

  private RowTile() {}

  /** Writes rows i … i+3, columns j … j+3. */
  static void writeFour(
      int inner, Pencil base, int i, double[][] A, int j, double[][] B, double[][] out) {
    double s00 = 0;
    double s01 = 0;
    double s02 = 0;
    double s03 = 0;
    double s10 = 0;
    double s11 = 0;
    double s12 = 0;
    double s13 = 0;
    double s20 = 0;
    double s21 = 0;
    double s22 = 0;
    double s23 = 0;
    double s30 = 0;
    double s31 = 0;
    double s32 = 0;
    double s33 = 0;
    for (int k = 0; k < inner; k++) {
      double[] a = A[k];
      double[] b = B[k];
      s00 += a[i] * b[j];
      s01 += a[i] * b[j + 1];
      s02 += a[i] * b[j + 2];
      s03 += a[i] * b[j + 3];
      s10 += a[i + 1] * b[j];
      s11 += a[i + 1] * b[j + 1];
      s12 += a[i + 1] * b[j + 2];
      s13 += a[i + 1] * b[j + 3];
      s20 += a[i + 2] * b[j];
      s21 += a[i + 2] * b[j + 1];
      s22 += a[i + 2] * b[j + 2];
      s23 += a[i + 2] * b[j + 3];
      s30 += a[i + 3] * b[j];
      s31 += a[i + 3] * b[j + 1];
      s32 += a[i + 3] * b[j + 2];
      s33 += a[i + 3] * b[j + 3];
    }
    finish(base, i, j, out, s00, s01, s02, s03);
    finish(base, i + 1, j, out, s10, s11, s12, s13);
    finish(base, i + 2, j, out, s20, s21, s22, s23);
    finish(base, i + 3, j, out, s30, s31, s32, s33);
  }

  /** Writes row i, columns j … j+3. */
  static void writeOne(
      int inner, Pencil base, int i, double[][] A, int j, double[][] B, double[][] out) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int k = 0; k < inner; k++) {
      double a = A[k][i];
      double[] b = B[k];
      s0 += a * b[j];
      s1 += a * b[j + 1];
      s2 += a * b[j + 2];
      s3 += a * b[j + 3];
    }
    finish(base, i, j, out, s0, s1, s2, s3);
  }

  private static void finish(
      Pencil base, int i, int j, double[][] out, double s0, double s1, double s2, double s3) {
    double[] row = out[i];
    if (base == RowProducts.ZERO) {
      put(row, j, s0, s1, s2, s3);
      return;
    }
    double[] D = base.constant[i];
    double w = base.weight;
    if (w == 0) {
      put(row, j, D[j] + s0, D[j + 1] + s1, D[j + 2] + s2, D[j + 3] + s3);
      return;
    }
    double[] E = base.linear[i];
    put(
        row,
        j,
        D[j] + w * E[j] + s0,
        D[j + 1] + w * E[j + 1] + s1,
        D[j + 2] + w * E[j + 2] + s2,
        D[j + 3] + w * E[j + 3] + s3);
  }

  private static void put(double[] row, int j, double s0, double s1, double s2, double s3) {
    row[j] = s0;
    row[j + 1] = s1;
    row[j + 2] = s2;
    row[j + 3] = s3;
  }
}
