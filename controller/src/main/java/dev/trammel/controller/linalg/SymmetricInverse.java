package dev.trammel.controller.linalg;

/**
 * Inverse of a symmetric positive definite matrix by the sweep operator: pivot after pivot, in
 * place. Sweeping some of the pivots inverts their block alone; the pivots are those of LDLᵀ, so
 * they tell whether the matrix is positive definite.
 */
public final class SymmetricInverse {

  /** A pivot below this fraction of its diagonal entry is rounding. */
  private static final double SMALLEST_PIVOT = 1e-14;

  private SymmetricInverse() {}

  /**
   * Inverts in place.
   *
   * @param matrix d×d; its lower triangle is read, both are written
   * @param scratch d; modified
   * @return the log-determinant of the inverse, NaN if the matrix is not positive definite
   */
  public static double invert(double[][] matrix, double[] scratch) {
    double determinant = 1;
    double logDet = 0;
    for (int k = 0; k < matrix.length; k++) {
      double pivot = sweep(matrix, matrix.length, k, matrix[k][k], scratch);
      if (Double.isNaN(pivot)) {
        return Double.NaN;
      }
      determinant *= pivot;
      if (determinant > 1e100 || determinant < 1e-100) {
        logDet -= StrictMath.log(determinant);
        determinant = 1;
      }
    }
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] = -row[j];
      }
    }
    Rows.mirror(matrix, matrix.length);
    return logDet - StrictMath.log(determinant);
  }

  /**
   * Sweeps one pivot. After all pivots of a set have been swept, their block holds the negative
   * inverse of what it was.
   *
   * @param matrix at least d×d; its lower triangle is read and modified
   * @param k the pivot
   * @param diagonal the diagonal entry before any sweep, which the pivot is compared with
   * @param column d; modified
   * @return the pivot, NaN if it is not positive
   */
  static double sweep(double[][] matrix, int d, int k, double diagonal, double[] column) {
    double pivot = matrix[k][k];
    if (!isPivot(pivot, diagonal)) {
      return Double.NaN;
    }
    double inverse = 1 / pivot;
    double[] pivotRow = matrix[k];
    for (int i = 0; i < d; i++) {
      column[i] = i < k ? pivotRow[i] : matrix[i][k];
    }
    for (int i = 0; i < d; i++) {
      if (i == k) {
        continue;
      }
      double[] row = matrix[i];
      double weight = column[i] * inverse;
      for (int j = 0; j <= i; j++) {
        row[j] -= weight * column[j];
      }
      if (i > k) {
        row[k] = weight;
      } else {
        pivotRow[i] = weight;
      }
    }
    pivotRow[k] = -inverse;
    return pivot;
  }

  /** Whether a pivot is positive beyond rounding, and finite. */
  static boolean isPivot(double pivot, double diagonal) {
    return pivot > SMALLEST_PIVOT * Math.abs(diagonal) && pivot < Double.POSITIVE_INFINITY;
  }
}
