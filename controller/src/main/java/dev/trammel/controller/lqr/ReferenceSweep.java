package dev.trammel.controller.lqr;

import static org.ejml.dense.row.CommonOps_DDRM.changeSign;
import static org.ejml.dense.row.CommonOps_DDRM.extract;
import static org.ejml.dense.row.CommonOps_DDRM.mult;
import static org.ejml.dense.row.CommonOps_DDRM.multAdd;
import static org.ejml.dense.row.CommonOps_DDRM.multAddTransA;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The backward sweep as a textbook has it, on EJML's operations: what {@link RiccatiSweep} is
 * checked against and measured by. It solves
 *
 * <pre>  min Σₜ ½zₜᵀCₜzₜ + cₜᵀzₜ  subject to  xₜ₊₁ = Fₜzₜ + fₜ,   z = (x, u),   u = Kₜx + kₜ</pre>
 *
 * <pre>
 *   Q, q  (n+m)×(n+m), (n+m)×1  action value: Hessian and gradient
 *   V, v  n×n, n×1              cost-to-go: Hessian and gradient
 *   K, k  m×n, m×1              policy</pre>
 *
 * <p>{@link #solve} allocates nothing. Not thread-safe.
 */
public final class ReferenceSweep {

  private final int n;
  private final int size;
  private final LinearSolverDense<DMatrixRMaj> cholesky;
  private final DMatrixRMaj[] gains;
  private final DMatrixRMaj[] offsets;
  private final DMatrixRMaj Q;
  private final DMatrixRMaj q;
  private final DMatrixRMaj Qxx;
  private final DMatrixRMaj Qux;
  private final DMatrixRMaj Quu;
  private final DMatrixRMaj qx;
  private final DMatrixRMaj qu;
  private final DMatrixRMaj V;
  private final DMatrixRMaj v;
  private final DMatrixRMaj VF;
  private final DMatrixRMaj next;

  /** A sweep over T steps, n states and m inputs. */
  public ReferenceSweep(int steps, int stateSize, int inputSize) {
    n = stateSize;
    size = stateSize + inputSize;
    cholesky = LinearSolverFactory_DDRM.chol(inputSize);
    gains = matrices(steps, inputSize, n);
    offsets = matrices(steps, inputSize, 1);
    Q = new DMatrixRMaj(size, size);
    q = new DMatrixRMaj(size, 1);
    Qxx = new DMatrixRMaj(n, n);
    Qux = new DMatrixRMaj(inputSize, n);
    Quu = new DMatrixRMaj(inputSize, inputSize);
    qx = new DMatrixRMaj(n, 1);
    qu = new DMatrixRMaj(inputSize, 1);
    V = new DMatrixRMaj(n, n);
    v = new DMatrixRMaj(n, 1);
    VF = new DMatrixRMaj(n, size);
    next = new DMatrixRMaj(n, 1);
  }

  /** Kₜ, m×n; overwritten by the next sweep. */
  public DMatrixRMaj gain(int t) {
    return gains[t];
  }

  /** kₜ, m×1; overwritten by the next sweep. */
  public DMatrixRMaj offset(int t) {
    return offsets[t];
  }

  /**
   * Solves for every policy, last step first.
   *
   * @param model not modified
   * @param cost not modified
   * @return false if Quu lost positive definiteness; the policies are then undefined
   */
  public boolean solve(LinearGaussianDynamics model, QuadraticCost cost) {
    V.setTo(cost.hessians[gains.length]);
    v.setTo(cost.gradients[gains.length]);
    for (int t = gains.length - 1; t >= 0; t--) {
      expandActionValue(model, cost, t);
      if (!solvePolicy(t)) {
        return false;
      }
      backUpValue(t);
    }
    return true;
  }

  private void expandActionValue(LinearGaussianDynamics model, QuadraticCost cost, int t) {
    DMatrixRMaj F = model.transitions[t];
    // Q = C + FᵀVF
    mult(V, F, VF);
    Q.setTo(cost.hessians[t]);
    multAddTransA(F, VF, Q);
    // q = c + Fᵀ(Vf + v)
    next.setTo(v);
    multAdd(V, model.offsets[t], next);
    q.setTo(cost.gradients[t]);
    multAddTransA(F, next, q);
    extract(Q, 0, n, 0, n, Qxx, 0, 0);
    extract(Q, n, size, 0, n, Qux, 0, 0);
    extract(Q, n, size, n, size, Quu, 0, 0);
    extract(q, 0, n, 0, 1, qx, 0, 0);
    extract(q, n, size, 0, 1, qu, 0, 0);
  }

  private boolean solvePolicy(int t) {
    // K = −Quu⁻¹Qux,  k = −Quu⁻¹qu; the solver overwrites Quu
    if (!cholesky.setA(Quu)) {
      return false;
    }
    cholesky.solve(Qux, gains[t]);
    cholesky.solve(qu, offsets[t]);
    changeSign(gains[t]);
    changeSign(offsets[t]);
    return true;
  }

  private void backUpValue(int t) {
    // V = Qxx + QuxᵀK,  v = qx + Quxᵀk
    multAddTransA(Qux, gains[t], Qxx);
    multAddTransA(Qux, offsets[t], qx);
    V.setTo(Qxx);
    v.setTo(qx);
    symmetrise(V);
  }

  /** Rounding's antisymmetric part would grow with the open loop. */
  private static void symmetrise(DMatrixRMaj matrix) {
    for (int i = 1; i < matrix.numRows; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (matrix.unsafe_get(i, j) + matrix.unsafe_get(j, i));
        matrix.unsafe_set(i, j, mean);
        matrix.unsafe_set(j, i, mean);
      }
    }
  }

  private static DMatrixRMaj[] matrices(int count, int rows, int columns) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    Arrays.setAll(matrices, t -> new DMatrixRMaj(rows, columns));
    return matrices;
  }
}
