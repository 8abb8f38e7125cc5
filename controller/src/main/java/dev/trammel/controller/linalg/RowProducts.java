package dev.trammel.controller.linalg;

import java.util.Arrays;

/** {@link Products} in plain Java: every row of a product is a combination of rows. */
final class RowProducts implements Products {

  private double[] weights = new double[64];
  private double[] pivotColumn = new double[0];

  @Override
  public void multiply(Shape shape, double[][] A, double[][] B, double[][] out) {
    for (int i = shape.firstRow; i < shape.endRow; i++) {
      Arrays.fill(out[i], shape.firstColumn, shape.endColumn(i), 0);
      addRow(shape, i, A, B, out);
    }
  }

  @Override
  public void add(Shape shape, Pencil base, double[][] A, double[][] B, double[][] out) {
    double w = base.weight;
    for (int i = shape.firstRow; i < shape.endRow; i++) {
      double[] D = base.constant[i];
      double[] E = base.linear[i];
      for (int j = shape.firstColumn; j < shape.endColumn(i); j++) {
        out[i][j] = w == 0 ? D[j] : D[j] + w * E[j];
      }
      addRow(shape, i, A, B, out);
    }
  }

  private void addRow(Shape shape, int i, double[][] A, double[][] B, double[][] out) {
    if (weights.length < shape.inner) {
      weights = new double[shape.inner];
    }
    for (int k = 0; k < shape.inner; k++) {
      weights[k] = A[k][i];
    }
    double[] row = out[i];
    if (shape.firstColumn == 0) {
      Rows.addCombination(weights, B, shape.inner, row, shape.endColumn(i));
      return;
    }
    for (int k = 0; k < shape.inner; k++) {
      double[] b = B[k];
      double weight = weights[k];
      for (int j = shape.firstColumn; j < shape.endColumn(i); j++) {
        row[j] += weight * b[j];
      }
    }
  }

  @Override
  public void combine(double[] base, double[] weights, double[][] rows, int count, double[] out) {
    if (out != base) {
      System.arraycopy(base, 0, out, 0, out.length);
    }
    Rows.addCombination(weights, rows, count, out, out.length);
  }

  @Override
  public boolean negateInverse(
      double[][] rows, int column, int d, double[][] out, double[] pivots) {
    if (pivotColumn.length != d) {
      pivotColumn = new double[d];
    }
    for (int i = 0; i < d; i++) {
      System.arraycopy(rows[i], column, out[i], 0, i + 1);
    }
    for (int k = 0; k < d; k++) {
      pivots[k] = SymmetricInverse.sweep(out, d, k, rows[k][column + k], pivotColumn);
      if (Double.isNaN(pivots[k])) {
        return false;
      }
    }
    Rows.mirror(out, d);
    return true;
  }
}
