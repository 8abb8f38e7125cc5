package dev.trammel.controller.linalg;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

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

  /** Zeros with padding in rows as in columns. */
  public static double[][] paddedSquare(int size) {
    return padded(paddedLength(size), size);
  }

  /** The unit matrix, padded. */
  static double[][] unit(int size) {
    double[][] unit = padded(size, size);
    for (int i = 0; i < size; i++) {
      unit[i][i] = 1;
    }
    return unit;
  }

  /** One row of zeros with padding. */
  public static double[] padded(int columns) {
    return new double[paddedLength(columns)];
  }

  /** The length of a row whose columns from {@code start} on have padding counted from there. */
  static int roomAfter(int start, int columns) {
    return paddedLength(start + paddedLength(columns));
  }

  static int paddedLength(int columns) {
    return (columns + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** The rows of one matrix, then those of another: the same arrays. */
  static double[][] stack(double[][] upper, double[][] lower) {
    double[][] both = Arrays.copyOf(upper, upper.length + lower.length);
    System.arraycopy(lower, 0, both, upper.length, lower.length);
    return both;
  }

  /** Copies an EJML matrix into rows. */
  public static void copy(DMatrixRMaj from, double[][] to) {
    for (int i = 0; i < to.length; i++) {
      System.arraycopy(from.data, i * from.numCols, to[i], 0, from.numCols);
    }
  }

  /** Copies an EJML column. */
  public static void copy(DMatrixRMaj from, double[] to) {
    System.arraycopy(from.data, 0, to, 0, from.numRows);
  }

  /** The first columns of all rows as a new EJML matrix. */
  public static DMatrixRMaj matrix(double[][] rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows.length, columns);
    copy(rows, matrix);
    return matrix;
  }

  /** The first entries as a new EJML column. */
  public static DMatrixRMaj column(double[] values, int length) {
    return new DMatrixRMaj(length, 1, true, Arrays.copyOf(values, length));
  }

  /** Copies rows into an EJML matrix of as many rows and no more columns. */
  public static void copy(double[][] from, DMatrixRMaj to) {
    for (int i = 0; i < from.length; i++) {
      System.arraycopy(from[i], 0, to.data, i * to.numCols, to.numCols);
    }
  }

  /** Writes as many rows of the transpose as {@code to} has. */
  public static void transpose(double[][] from, double[][] to) {
    for (int i = 0; i < from.length; i++) {
      double[] row = from[i];
      for (int j = 0; j < to.length; j++) {
        to[j][i] = row[j];
      }
    }
  }

  /** Copies the lower triangle of the leading n×n block to the upper one. */
  static void mirror(double[][] matrix, int n) {
    int i = 0;
    for (; i + 3 < n; i += 4) {
      mirrorFour(matrix, i);
    }
    for (; i < n; i++) {
      double[] row = matrix[i];
      for (int j = 0; j < i; j++) {
        matrix[j][i] = row[j];
      }
    }
  }

  private static void mirrorFour(double[][] matrix, int i) {
    double[] p = matrix[i];
    double[] q = matrix[i + 1];
    double[] r = matrix[i + 2];
    double[] s = matrix[i + 3];
    for (int j = 0; j < i; j += 4) {
      fill(matrix[j], i, p[j], q[j], r[j], s[j]);
      fill(matrix[j + 1], i, p[j + 1], q[j + 1], r[j + 1], s[j + 1]);
      fill(matrix[j + 2], i, p[j + 2], q[j + 2], r[j + 2], s[j + 2]);
      fill(matrix[j + 3], i, p[j + 3], q[j + 3], r[j + 3], s[j + 3]);
    }
    p[i + 1] = q[i];
    p[i + 2] = r[i];
    p[i + 3] = s[i];
    q[i + 2] = r[i + 1];
    q[i + 3] = s[i + 1];
    r[i + 3] = s[i + 2];
  }

  private static void fill(double[] row, int i, double a, double b, double c, double d) {
    row[i] = a;
    row[i + 1] = b;
    row[i + 2] = c;
    row[i + 3] = d;
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
    return dot(a, b, 0, length);
  }

  /** The same with a from an entry on: a row of a matrix in one array. */
  public static double dot(double[] a, int start, double[] b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      s0 += a[start + i] * b[i];
      s1 += a[start + i + 1] * b[i + 1];
      s2 += a[start + i + 2] * b[i + 2];
      s3 += a[start + i + 3] * b[i + 3];
    }
    for (; i < length; i++) {
      s0 += a[start + i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The same over entries from … to−1, in four running sums, always in the same order. */
  public static double dot(double[] a, double[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < to; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** A row of a matrix as a column, a copy. */
  public static DMatrixRMaj asColumn(DMatrixRMaj matrix, int row) {
    return CommonOps_DDRM.transpose(CommonOps_DDRM.extractRow(matrix, row, null), null);
  }
}
