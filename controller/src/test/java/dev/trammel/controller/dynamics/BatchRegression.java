package dev.trammel.controller.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** The same estimate by another road: all transitions at once, least squares by QR. */
final class BatchRegression {

  private final RegressorScale scale;
  private final double lambda;
  private final AdaptationSettings settings;
  private final List<DMatrixRMaj> regressors = new ArrayList<>();
  private final List<DMatrixRMaj> residuals = new ArrayList<>();

  BatchRegression(RegressorScale scale, AdaptationSettings settings) {
    this.scale = scale;
    this.settings = settings;
    lambda = settings.forgetting();
  }

  void add(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj residual) {
    regressors.add(regressor(x, u));
    residuals.add(residual.copy());
  }

  private DMatrixRMaj regressor(DMatrixRMaj x, DMatrixRMaj u) {
    int q = x.numRows + u.numRows;
    DMatrixRMaj phi = new DMatrixRMaj(q + 1, 1);
    for (int j = 0; j < q; j++) {
      double z = j < x.numRows ? x.get(j) : u.get(j - x.numRows);
      phi.set(j, (z - scale.centre(j)) / scale.spread(j));
    }
    phi.set(q, 1);
    return phi;
  }

  /** n×d. */
  DMatrixRMaj coefficients() {
    int n = scale.stateSize();
    DMatrixRMaj right = new DMatrixRMaj(design().numRows, n);
    for (int k = 0; k < residuals.size(); k++) {
      for (int i = 0; i < n; i++) {
        right.set(k, i, weight(k) * residuals.get(k).get(i));
      }
    }
    DMatrixRMaj solution = new DMatrixRMaj(design().numCols, n);
    solver().solve(right, solution);
    return CommonOps_DDRM.transpose(solution, null);
  }

  /** d×d. */
  DMatrixRMaj uncertainty() {
    DMatrixRMaj A = design();
    DMatrixRMaj P = new DMatrixRMaj(A.numCols, A.numCols);
    DMatrixRMaj inverse = new DMatrixRMaj(A.numCols, A.numRows);
    solver().solve(CommonOps_DDRM.identity(A.numRows), inverse);
    CommonOps_DDRM.multTransB(inverse, inverse, P);
    return P;
  }

  private LinearSolverDense<DMatrixRMaj> solver() {
    DMatrixRMaj A = design();
    LinearSolverDense<DMatrixRMaj> solver =
        LinearSolverFactory_DDRM.leastSquares(A.numRows, A.numCols);
    solver.setA(A);
    return solver;
  }

  /** A row of √w φᵀ per transition, then √κ I. */
  private DMatrixRMaj design() {
    int d = scale.stateSize() + scale.inputSize() + 1;
    int count = regressors.size();
    DMatrixRMaj A = new DMatrixRMaj(count + d, d);
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < d; j++) {
        A.set(k, j, weight(k) * regressors.get(k).get(j));
      }
    }
    for (int j = 0; j < d; j++) {
      double strength = j < d - 1 ? settings.strength() : settings.offsetStrength();
      A.set(count + j, j, Math.sqrt(strength));
    }
    return A;
  }

  private double weight(int k) {
    return Math.sqrt(Math.pow(lambda, regressors.size() - 1 - k));
  }
}
