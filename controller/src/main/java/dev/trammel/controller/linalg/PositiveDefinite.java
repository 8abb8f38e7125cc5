package dev.trammel.controller.linalg;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The inverse and the log-determinant of a symmetric positive definite matrix, by Cholesky. (A
 * determinant itself can leave the range of numbers.) Immutable.
 */
public final class PositiveDefinite {

  private final DMatrixRMaj inverse;
  private final double logDet;

  private PositiveDefinite(DMatrixRMaj inverse, double logDet) {
    this.inverse = inverse;
    this.logDet = logDet;
  }

  /**
   * Factorises; nothing if the matrix is not positive definite.
   *
   * @param matrix d×d, symmetric; not modified
   */
  public static Optional<PositiveDefinite> find(DMatrixRMaj matrix) {
    int d = matrix.numRows;
    Require.shape(matrix, d, d, "matrix");
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(d, true);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(d);
    if (!cholesky.decompose(matrix.copy()) || !solver.setA(matrix.copy())) {
      return Optional.empty();
    }
    // log det = 2 Σ log Lᵢᵢ
    DMatrixRMaj L = cholesky.getT(null);
    double logDet = 0;
    for (int i = 0; i < d; i++) {
      logDet += 2 * StrictMath.log(L.get(i, i));
    }
    DMatrixRMaj inverse = new DMatrixRMaj(d, d);
    solver.invert(inverse);
    return Optional.of(new PositiveDefinite(inverse, logDet));
  }

  /**
   * Factorises.
   *
   * @param name what the matrix is, for the message
   * @throws IllegalArgumentException if the matrix is not positive definite
   */
  public static PositiveDefinite of(DMatrixRMaj matrix, String name) {
    return find(matrix)
        .orElseThrow(
            () -> new IllegalArgumentException(name + " must be positive definite, was not"));
  }

  /** A copy, d×d. */
  public DMatrixRMaj inverse() {
    return inverse.copy();
  }

  public double logDet() {
    return logDet;
  }
}
