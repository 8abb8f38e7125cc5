package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** How the covariance of (x, u) is kept away from singular before a regression divides by it. */
public sealed interface Regularisation {

  /**
   * Adds to a multiple of a covariance the same multiple of its regularisation.
   *
   * @param rows the covariance times {@code scale}, from row and column {@code first} on; both
   *     triangles are modified, the lower one is read
   * @param scale not zero
   */
  void addTo(double[][] rows, int first, double scale);

  /** The variance below which a direction owes more to regularisation than to points. */
  double scale();

  private static void addScaled(DMatrixRMaj matrix, double[][] rows, int first, double scale) {
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        rows[first + i][first + j] += scale * matrix.data[i * matrix.numCols + j];
      }
    }
  }

  /** A new matrix: {@code scale} times what lower rows hold from row and column {@code first} on. */
  static DMatrixRMaj symmetric(double[][] rows, int first, double scale) {
    int q = rows.length - first;
    DMatrixRMaj matrix = new DMatrixRMaj(q, q);
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = scale * rows[first + i][first + j];
        matrix.set(i, j, entry);
        matrix.set(j, i, entry);
      }
    }
    return matrix;
  }

  /** Adds a variance to every variable of (x, u). */
  record Diagonal(double variance) implements Regularisation {

    public Diagonal {
      Require.nonNegative(variance, "regularisation");
    }

    @Override
    public void addTo(double[][] rows, int first, double scale) {
      for (int i = first; i < rows.length; i++) {
        rows[i][i] += scale * variance;
      }
    }

    @Override
    public double scale() {
      return variance;
    }
  }

  /** Lifts eigenvalues below a floor to it and leaves the others as they are. */
  record EigenvalueFloor(double floor) implements Regularisation {

    public EigenvalueFloor {
      Require.positive(floor, "eigenvalue floor");
    }

    @Override
    public void addTo(double[][] rows, int first, double scale) {
      int q = rows.length - first;
      DMatrixRMaj lifts = new DMatrixRMaj(q, q);
      EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(q, true, true);
      if (!eigen.decompose(symmetric(rows, first, 1 / scale))) {
        throw new ArithmeticException("eigenvalues of the (x, u) covariance did not converge");
      }
      for (int i = 0; i < q; i++) {
        double lift = floor - eigen.getEigenvalue(i).getReal();
        if (lift > 0) {
          DMatrixRMaj v = eigen.getEigenVector(i);
          CommonOps_DDRM.multAddTransB(lift, v, v, lifts);
        }
      }
      addScaled(lifts, rows, first, scale);
    }

    @Override
    public double scale() {
      return floor;
    }
  }

  /** Adds a given symmetric matrix, q×q; not modified. */
  record Matrix(DMatrixRMaj matrix) implements Regularisation {

    public Matrix {
      Require.shape(matrix, matrix.numRows, matrix.numRows, "regularisation");
      Require.finite(matrix, "regularisation");
      matrix = matrix.copy();
    }

    @Override
    public void addTo(double[][] rows, int first, double scale) {
      int q = rows.length - first;
      Require.shape(matrix, q, q, "regularisation");
      addScaled(matrix, rows, first, scale);
    }

    @Override
    public double scale() {
      return CommonOps_DDRM.elementMaxAbs(matrix);
    }
  }
}
