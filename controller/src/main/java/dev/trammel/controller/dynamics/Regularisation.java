package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** How the covariance of (x, u) is kept away from singular before a regression divides by it. */
public sealed interface Regularisation {

  /**
   * What is added to a covariance, q×q; new, or not to be modified.
   *
   * @param covariance q×q, symmetric; not modified
   */
  DMatrixRMaj term(DMatrixRMaj covariance);

  /** Whether the same is added to every covariance. */
  boolean isConstant();

  /** The variance below which a direction owes more to regularisation than to points. */
  double scale();

  /** Adds a variance to every variable of (x, u). */
  record Diagonal(double variance) implements Regularisation {

    public Diagonal {
      Require.nonNegative(variance, "regularisation");
    }

    @Override
    public DMatrixRMaj term(DMatrixRMaj covariance) {
      DMatrixRMaj term = CommonOps_DDRM.identity(covariance.numRows);
      CommonOps_DDRM.scale(variance, term);
      return term;
    }

    @Override
    public boolean isConstant() {
      return true;
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
    public DMatrixRMaj term(DMatrixRMaj covariance) {
      int q = covariance.numRows;
      DMatrixRMaj lifts = new DMatrixRMaj(q, q);
      EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(q, true, true);
      if (!eigen.decompose(covariance.copy())) {
        throw new ArithmeticException("eigenvalues of the (x, u) covariance did not converge");
      }
      for (int i = 0; i < q; i++) {
        double lift = floor - eigen.getEigenvalue(i).getReal();
        if (lift > 0) {
          DMatrixRMaj v = eigen.getEigenVector(i);
          CommonOps_DDRM.multAddTransB(lift, v, v, lifts);
        }
      }
      return lifts;
    }

    @Override
    public boolean isConstant() {
      return false;
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
    public DMatrixRMaj term(DMatrixRMaj covariance) {
      return Require.shape(matrix, covariance.numRows, covariance.numCols, "regularisation");
    }

    @Override
    public boolean isConstant() {
      return true;
    }

    @Override
    public double scale() {
      return CommonOps_DDRM.elementMaxAbs(matrix);
    }
  }
}
