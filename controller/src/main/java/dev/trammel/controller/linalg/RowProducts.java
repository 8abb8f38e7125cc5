package dev.trammel.controller.linalg;

/** {@link Products} in plain Java: wide rows in strips, short ones in tiles. */
final class RowProducts implements Products {

  /** No base. */
  static final Pencil ZERO = new Pencil(new double[0][]);

  /** Rows of no more columns are short. */
  private static final int SHORT = 8;

  private final RowStrip strip = new RowStrip();
  private double[] pivotColumn = new double[0];

  @Override
  public void multiply(Shape shape, double[][] A, double[][] B, double[][] out) {
    add(shape, ZERO, A, B, out);
  }

  @Override
  public void add(Shape shape, Pencil base, double[][] A, double[][] B, double[][] out) {
    if (shape.endColumn > SHORT) {
      addLong(shape, base, A, B, out);
    } else {
      addShort(shape, base, A, B, out);
    }
  }

  private void addLong(Shape shape, Pencil base, double[][] A, double[][] B, double[][] out) {
    for (int i = shape.firstRow; i < shape.endRow; i += RowStrip.HEIGHT) {
      int end = shape.endColumn(Math.min(i + RowStrip.HEIGHT, shape.endRow) - 1);
      if (end > SHORT) {
        strip.write(shape, base, i, A, B, out);
      } else {
        for (int j = 0; j < end; j += 4) {
          RowTile.writeFour(shape.inner, base, i, A, j, B, out);
        }
      }
    }
  }

  private static void addShort(
      Shape shape, Pencil base, double[][] A, double[][] B, double[][] out) {
    int i = shape.firstRow;
    for (; i + 3 < shape.endRow; i += 4) {
      int end = shape.endColumn(i + 3);
      for (int j = 0; j < end; j += 4) {
        RowTile.writeFour(shape.inner, base, i, A, j, B, out);
      }
    }
    for (; i < shape.endRow; i++) {
      int end = shape.endColumn(i);
      for (int j = 0; j < end; j += 4) {
        RowTile.writeOne(shape.inner, base, i, A, j, B, out);
      }
    }
  }

  @Override
  public void combine(double[] base, double[] weights, double[][] rows, int count, double[] out) {
    if (out.length > SHORT) {
      if (out != base) {
        System.arraycopy(base, 0, out, 0, out.length);
      }
      Rows.addCombination(weights, rows, count, out, out.length);
    } else {
      for (int j = 0; j < out.length; j += 4) {
        combineFour(base, weights, rows, count, out, j);
      }
    }
  }

  private static void combineFour(
      double[] base, double[] weights, double[][] rows, int count, double[] out, int j) {
    double s0 = base[j];
    double s1 = base[j + 1];
    double s2 = base[j + 2];
    double s3 = base[j + 3];
    for (int k = 0; k < count; k++) {
      double weight = weights[k];
      double[] row = rows[k];
      s0 += weight * row[j];
      s1 += weight * row[j + 1];
      s2 += weight * row[j + 2];
      s3 += weight * row[j + 3];
    }
    out[j] = s0;
    out[j + 1] = s1;
    out[j + 2] = s2;
    out[j + 3] = s3;
  }

  @Override
  public void combineEach(
      double[] base, double[][] weights, int count, double[][] rows, int inner, double[][] out) {
    int i = 0;
    for (; i + RowQuartet.HEIGHT <= count; i += RowQuartet.HEIGHT) {
      RowQuartet.combine(base, weights, i, rows, inner, out);
    }
    for (; i < count; i++) {
      combine(base, weights[i], rows, inner, out[i]);
    }
  }

  @Override
  public boolean negateInverse(
      double[][] rows, int column, int d, double[][] out, double[] pivots) {
    if (pivotColumn.length < d) {
      pivotColumn = new double[d];
    }
    for (int i = 0; i < d; i++) {
      double[] from = rows[i];
      double[] to = out[i];
      for (int j = 0; j <= i; j++) {
        to[j] = from[column + j];
      }
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
