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
   * @param matrix d×d, both triangles; modified
   * @return the log-determinant of the inverse, NaN if the matrix is not positive definite
   */
  public static double invert(double[][] matrix) {
    double determinant = 1;
    double logDet = 0;
    for (int k = 0; k < matrix.length; k++) {
      double pivot = sweep(matrix, k, matrix[k][k]);
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
    return logDet - StrictMath.log(determinant);
  }

  /**
   * Sweeps one pivot. After all pivots of a set have been swept, their block holds the negative
   * inverse of what it was.
   *
   * @param matrix d×d, both triangles; modified
   * @param k the pivot
   * @param diagonal the diagonal entry before any sweep, which the pivot is compared with
   * @return the pivot, NaN if it is not positive
   */
  static double sweep(double[][] matrix, int k, double diagonal) {
    double[] pivotRow = matrix[k];
    double pivot = pivotRow[k];
    if (!(pivot > SMALLEST_PIVOT * Math.abs(diagonal)) || pivot == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double inverse = 1 / pivot;
    for (int i = 0; i < matrix.length; i++) {
      if (i != k) {
        double[] row = matrix[i];
        double weight = row[k] * inverse;
        Rows.addScaled(-weight, pivotRow, row, row.length);
        row[k] = weight;
      }
    }
    for (int j = 0; j < pivotRow.length; j++) {
      pivotRow[j] *= inverse;
    }
    pivotRow[k] = -inverse;
    return pivot;
  }
}
