package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;

/**
 * Loops over matrices kept as one array per row. The compiler turns a loop that starts at 0 and
 * touches each array at the loop's index alone into vector instructions; at an offset it cannot
 * prove that two accesses differ, and does not.
 */
public final class Rows {

  private Rows() {}

  /** Vector kernels read and write whole multiples of so many columns. */
  private static final int BLOCK = 8;

  /** Rows of zeros, each with room for so many columns and padding up to a multiple of eight. */
  public static double[][] padded(int rows, int columns) {
    return new double[rows][paddedLength(columns)];
  }

  /** One row of zeros with padding. */
  public static double[] padded(int columns) {
    return new double[paddedLength(columns)];
  }

  private static int paddedLength(int columns) {
    return (columns + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** Copies an EJML matrix into rows. */
  public static void copy(DMatrixRMaj from, double[][] to) {
    for (int i = 0; i < to.length; i++) {
      System.arraycopy(from.data, i * from.numCols, to[i], 0, to[i].length);
    }
  }

  /** Copies an EJML column. */
  public static void copy(DMatrixRMaj from, double[] to) {
    System.arraycopy(from.data, 0, to, 0, to.length);
  }

  /** Rows as a new EJML matrix. */
  public static DMatrixRMaj matrix(double[][] rows) {
    return new DMatrixRMaj(rows);
  }

  /** An array as a new EJML column. */
  public static DMatrixRMaj column(double[] values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }

  static void transpose(double[][] from, double[][] to) {
    for (int i = 0; i < from.length; i++) {
      double[] row = from[i];
      for (int j = 0; j < row.length; j++) {
        to[j][i] = row[j];
      }
    }
  }

  /** Copies the lower triangle of the leading n×n block to the upper one. */
  static void mirror(double[][] matrix, int n) {
    for (int i = 1; i < n; i++) {
      double[] row = matrix[i];
      for (int j = 0; j < i; j++) {
        matrix[j][i] = row[j];
      }
    }
  }

  /** Adds Σⱼ weightsⱼ·rowsⱼ, j &lt; count, to the first {@code length} entries of {@code out}. */
  public static void addCombination(
      double[] weights, double[][] rows, int count, double[] out, int length) {
    int j = 0;
    for (; j + 3 < count; j += 4) {
      addFour(weights, rows, j, out, length);
    }
    if (j + 1 < count) {
      addTwo(weights, rows, j, out, length);
      j += 2;
    }
    if (j < count) {
      addScaled(weights[j], rows[j], out, length);
    }
  }

  private static void addFour(
      double[] weights, double[][] rows, int first, double[] out, int length) {
    double a = weights[first];
    double b = weights[first + 1];
    double c = weights[first + 2];
    double d = weights[first + 3];
    double[] p = rows[first];
    double[] q = rows[first + 1];
    double[] r = rows[first + 2];
    double[] s = rows[first + 3];
    for (int i = 0; i < length; i++) {
      out[i] += a * p[i] + b * q[i] + c * r[i] + d * s[i];
    }
  }

  private static void addTwo(
      double[] weights, double[][] rows, int first, double[] out, int length) {
    double a = weights[first];
    double b = weights[first + 1];
    double[] p = rows[first];
    double[] q = rows[first + 1];
    for (int i = 0; i < length; i++) {
      out[i] += a * p[i] + b * q[i];
    }
  }

  static void addScaled(double weight, double[] row, double[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] += weight * row[i];
    }
  }

  /** Σᵢ aᵢbᵢ, i &lt; length. */
  public static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
