package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Linear least squares by the singular value decomposition of the scaled columns,
 *
 * <pre>  min |A x − b|²,   cov x = s² (AᵀA)⁻¹,   s² = |A x − b|² / (rows − columns)</pre>
 *
 * <p>Rows are given already weighted. Immutable.
 */
public final class Regression {

  /** Singular values below this share of the largest count as none. */
  private static final double RANK = 1e-9;

  /** Entries of a direction below this are none. */
  private static final double NOTHING = 1e-6;

  private final double[] x;
  private final boolean[] isUnknown;
  private final double[] residuals;
  private final DMatrixRMaj covariance;
  private final double condition;
  private final double deviation;

  private Regression(
      double[] x, boolean[] isUnknown, double[] residuals, DMatrixRMaj inverse, double condition) {
    this.x = x;
    this.isUnknown = isUnknown;
    this.residuals = residuals;
    this.condition = condition;
    deviation = Math.sqrt(square(residuals) / (residuals.length - x.length));
    CommonOps_DDRM.scale(deviation * deviation, inverse);
    covariance = inverse;
  }

  /**
   * Solves it. Where the data tell nothing of a direction, x is 0 along it.
   *
   * @param A rows×columns, more rows than columns; not modified
   * @param b rows; not modified
   */
  public static Regression solve(DMatrixRMaj A, double[] b) {
    int rows = Require.atLeast(A.numRows, A.numCols + 1, "rows of a regression");
    int columns = A.numCols;
    Require.length(b, rows, "b");
    Require.finite(A, "A");
    Require.finite(b, "b");
    double[] scale = scale(A);
    DMatrixRMaj scaled = A.copy();
    for (int i = 0; i < A.getNumElements(); i++) {
      scaled.data[i] /= scale[i % columns];
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, columns, true, true, true);
    if (!svd.decompose(scaled)) {
      throw new IllegalArgumentException(
          "a regression of " + rows + "×" + columns + " has no singular value decomposition");
    }
    return solve(A, b, scale, svd);
  }

  private static Regression solve(
      DMatrixRMaj A, double[] b, double[] scale, SingularValueDecomposition_F64<DMatrixRMaj> svd) {
    int columns = A.numCols;
    DMatrixRMaj U = svd.getU(null, false);
    DMatrixRMaj V = svd.getV(null, false);
    double[] values = svd.getSingularValues();
    double largest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < columns; k++) {
      largest = Math.max(largest, values[k]);
      least = Math.min(least, values[k]);
    }
    double[] x = new double[columns];
    boolean[] isUnknown = new boolean[columns];
    DMatrixRMaj inverse = new DMatrixRMaj(columns, columns);
    for (int k = 0; k < columns; k++) {
      boolean isKnown = values[k] > RANK * largest;
      double along = isKnown ? dot(U, k, b) / values[k] : 0;
      for (int i = 0; i < columns; i++) {
        x[i] += V.get(i, k) * along / scale[i];
        isUnknown[i] |= !isKnown && Math.abs(V.get(i, k)) > NOTHING;
        for (int j = 0; isKnown && j < columns; j++) {
          double share = V.get(i, k) * V.get(j, k) / (values[k] * values[k]);
          inverse.add(i, j, share / (scale[i] * scale[j]));
        }
      }
    }
    return new Regression(x, isUnknown, residuals(A, x, b), inverse, largest / least);
  }

  private static double[] scale(DMatrixRMaj A) {
    double[] scale = new double[A.numCols];
    for (int i = 0; i < A.getNumElements(); i++) {
      scale[i % A.numCols] += A.data[i] * A.data[i];
    }
    for (int j = 0; j < scale.length; j++) {
      scale[j] = scale[j] > 0 ? Math.sqrt(scale[j]) : 1;
    }
    return scale;
  }

  private static double dot(DMatrixRMaj U, int column, double[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += U.get(i, column) * b[i];
    }
    return sum;
  }

  private static double[] residuals(DMatrixRMaj A, double[] x, double[] b) {
    double[] residuals = b.clone();
    for (int i = 0; i < A.numRows; i++) {
      for (int j = 0; j < x.length; j++) {
        residuals[i] -= A.get(i, j) * x[j];
      }
    }
    return residuals;
  }

  private static double square(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  /** Entry j of x. */
  public double value(int j) {
    return x[j];
  }

  /** Standard deviation of entry j of x; infinite where the data do not tell it. */
  public double sigma(int j) {
    return isUnknown[j] ? Double.POSITIVE_INFINITY : Math.sqrt(covariance.get(j, j));
  }

  /** Of entries i and j. */
  public double covariance(int i, int j) {
    return covariance.get(i, j);
  }

  /** b − A x of a row. */
  public double residual(int row) {
    return residuals[row];
  }

  /** s. */
  public double deviation() {
    return deviation;
  }

  /** Largest by least singular value of A with columns of length 1. */
  public double condition() {
    return condition;
  }

  /** Rows less columns. */
  public int degreesOfFreedom() {
    return residuals.length - x.length;
  }
}
