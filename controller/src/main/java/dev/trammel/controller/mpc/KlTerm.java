package dev.trammel.controller.mpc;

import static org.ejml.dense.row.CommonOps_DDRM.insert;
import static org.ejml.dense.row.CommonOps_DDRM.mult;
import static org.ejml.dense.row.CommonOps_DDRM.multTransA;
import static org.ejml.dense.row.CommonOps_DDRM.scale;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.LinearGaussianController;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * η · −log p₀(u|x) of a local controller, constants apart: the price of leaving it,
 *
 * <pre>  ½ dᵀΛd,   d = u − Kx − k,   Λ = ηC⁻¹</pre>
 *
 * <p>which is what keeps a plan where the models hold that were fitted about that controller
 * (Levine and Abbeel, 2014). Built once, then read only, but for its scratch: one thread.
 */
final class KlTerm {

  /** T of (n+m)×(n+m): (KᵀΛK, −KᵀΛ; −ΛK, Λ). */
  final DMatrixRMaj[] hessians;

  /** T of (n+m)×1: (KᵀΛk; −Λk). */
  final DMatrixRMaj[] gradients;

  private final DMatrixRMaj[] K;
  private final DMatrixRMaj[] k;
  private final DMatrixRMaj[] Lambda;
  private final double[] d;

  /**
   * The term of every step.
   *
   * @param weight η, at least 0
   * @throws IllegalArgumentException if a covariance is not positive definite
   */
  KlTerm(LinearGaussianController controller, double weight) {
    Require.nonNegative(weight, "weight of the divergence");
    int steps = controller.steps();
    hessians = new DMatrixRMaj[steps];
    gradients = new DMatrixRMaj[steps];
    K = new DMatrixRMaj[steps];
    k = new DMatrixRMaj[steps];
    Lambda = new DMatrixRMaj[steps];
    d = new double[controller.inputSize()];
    for (int t = 0; t < steps; t++) {
      K[t] = controller.gain(t);
      k[t] = controller.offset(t);
      Lambda[t] = precision(controller, t);
      scale(weight, Lambda[t]);
      expand(t);
    }
  }

  private static DMatrixRMaj precision(LinearGaussianController controller, int t) {
    int m = controller.inputSize();
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(m);
    if (!solver.setA(controller.covariance(t))) {
      throw new IllegalArgumentException(
          "the controller's covariance must be positive definite, was not at step " + t);
    }
    DMatrixRMaj precision = new DMatrixRMaj(m, m);
    solver.invert(precision);
    return precision;
  }

  private void expand(int t) {
    int m = K[t].numRows;
    int n = K[t].numCols;
    // D = (−K, 1),  DᵀΛD and −DᵀΛk
    DMatrixRMaj D = new DMatrixRMaj(m, n + m);
    insert(K[t], D, 0, 0);
    scale(-1, D);
    insert(CommonOps_DDRM.identity(m), D, 0, n);
    DMatrixRMaj LambdaD = new DMatrixRMaj(m, n + m);
    mult(Lambda[t], D, LambdaD);
    hessians[t] = new DMatrixRMaj(n + m, n + m);
    multTransA(D, LambdaD, hessians[t]);
    gradients[t] = new DMatrixRMaj(n + m, 1);
    multTransA(-1, LambdaD, k[t], gradients[t]);
  }

  /** T. */
  int steps() {
    return K.length;
  }

  /** ½dᵀΛd; x and u are not modified. */
  double value(int t, DMatrixRMaj x, DMatrixRMaj u) {
    int m = d.length;
    int n = x.numRows;
    for (int i = 0; i < m; i++) {
      double sum = u.data[i] - k[t].data[i];
      for (int j = 0; j < n; j++) {
        sum -= K[t].data[i * n + j] * x.data[j];
      }
      d[i] = sum;
    }
    double value = 0;
    for (int i = 0; i < m; i++) {
      double Ld = 0;
      for (int j = 0; j < m; j++) {
        Ld += Lambda[t].data[i * m + j] * d[j];
      }
      value += 0.5 * d[i] * Ld;
    }
    return value;
  }
}
