package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** How the covariance of (x, u) is kept away from singular before a regression divides by it. */
public sealed interface Regularisation {

  /**
   * Adds to a covariance.
   *
   * @param covariance q×q, symmetric; modified
   */
  void addTo(DMatrixRMaj covariance);

  /** The variance below which a direction owes more to regularisation than to points. */
  double scale();

  /** Adds a variance to every variable of (x, u). */
  record Diagonal(double variance) implements Regularisation {

    public Diagonal {
      Require.nonNegative(variance, "regularisation");
    }

    @Override
    public void addTo(DMatrixRMaj covariance) {
      for (int i = 0; i < covariance.numRows; i++) {
        covariance.add(i, i, variance);
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
    public void addTo(DMatrixRMaj covariance) {
      int q = covariance.numRows;
      EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(q, true, true);
      if (!eigen.decompose(covariance.copy())) {
        throw new ArithmeticException("eigenvalues of the (x, u) covariance did not converge");
      }
      for (int i = 0; i < q; i++) {
        double lift = floor - eigen.getEigenvalue(i).getReal();
        if (lift > 0) {
          DMatrixRMaj v = eigen.getEigenVector(i);
          CommonOps_DDRM.multAddTransB(lift, v, v, covariance);
        }
      }
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
    public void addTo(DMatrixRMaj covariance) {
      Require.shape(matrix, covariance.numRows, covariance.numCols, "regularisation");
      CommonOps_DDRM.addEquals(covariance, matrix);
    }

    @Override
    public double scale() {
      return CommonOps_DDRM.elementMaxAbs(matrix);
    }
  }
}
