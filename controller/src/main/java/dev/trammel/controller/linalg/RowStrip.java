package dev.trammel.controller.linalg;

import static dev.trammel.controller.linalg.Fused.multiplyAdd;

import java.util.Arrays;

/**
 * Four rows of a product, to which terms are added two at a time: as much as the JIT compiler still
 * turns into vector instructions, and enough to pay for the iterations it needs before and after
 * them. Where there are less than four rows, the others are carried out on a spare one.
 */
final class RowStrip {

  /** The most rows. */
  static final int HEIGHT = 4;

  private double[] spare = new double[0];
  private double[] none = new double[0];

  /** Writes rows i … i+3, or as many as the shape has. */
  void write(Shape shape, Pencil base, int i, double[][] A, double[][] B, double[][] out) {
    if (spare.length < shape.endColumn) {
      spare = new double[shape.endColumn];
    }
    if (none.length < shape.endRow) {
      none = new double[shape.endRow];
    }
    int last = shape.endRow - 1;
    int i1 = Math.min(i + 1, last);
    int i2 = Math.min(i + 2, last);
    int i3 = Math.min(i + 3, last);
    int end = shape.endColumn(i3);
    for (int row = i; row <= i3; row++) {
      load(base, row, end, out[row]);
    }
    double[] row0 = out[i];
    double[] row1 = i1 > i ? out[i1] : spare;
    double[] row2 = i2 > i1 ? out[i2] : spare;
    double[] row3 = i3 > i2 ? out[i3] : spare;
    for (int k = 0; k < shape.inner; k += 2) {
      boolean pair = k + 1 < shape.inner;
      double[] a = A[k];
      double[] b = B[k];
      double[] c = pair ? A[k + 1] : none;
      double[] d = pair ? B[k + 1] : b;
      double a0 = a[i];
      double a1 = a[i1];
      double a2 = a[i2];
      double a3 = a[i3];
      double c0 = c[i];
      double c1 = c[i1];
      double c2 = c[i2];
      double c3 = c[i3];
      for (int j = 0; j < end; j++) {
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
  }

  private static void load(Pencil base, int i, int end, double[] row) {
    if (base == RowProducts.ZERO) {
      Arrays.fill(row, 0, end, 0);
      return;
    }
    double[] D = base.constant[i];
    double[] E = base.linear[i];
    double w = base.weight;
    if (w != 0) {
      for (int j = 0; j < end; j++) {
        row[j] = multiplyAdd(w, E[j], D[j]);
      }
    } else if (row != D) {
      System.arraycopy(D, 0, row, 0, end);
    }
  }
}
