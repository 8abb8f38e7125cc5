package dev.trammel.controller.lqr;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.task.QuadraticCost;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The optimality conditions of a linear-quadratic problem as one linear system, all states, inputs
 * and multipliers at once:
 *
 * <pre>
 *   (C  Aᵀ) (w)   (−c)     w = (x₀, u₀, x₁ … x_T)
 *   (A  0 ) (λ) = ( b)     Aw = b  says  x₀ = the start,  xₜ₊₁ − Fₜzₜ = fₜ</pre>
 */
final class DenseKkt {

  private final DMatrixRMaj matrix;
  private final DMatrixRMaj affine;
  private final int multipliers;
  private final int n;
  private final int m;

  DenseKkt(LinearGaussianDynamics model, QuadraticCost cost) {
    n = model.stateSize();
    m = model.inputSize();
    int steps = model.steps();
    multipliers = steps * (n + m) + n;
    int size = multipliers + (steps + 1) * n;
    matrix = new DMatrixRMaj(size, size);
    affine = new DMatrixRMaj(size, 1);
    constrain(-1, CommonOps_DDRM.identity(n));
    for (int t = 0; t <= steps; t++) {
      CommonOps_DDRM.insert(cost.hessians[t], matrix, t * (n + m), t * (n + m));
      DMatrixRMaj c = cost.gradients[t].copy();
      CommonOps_DDRM.changeSign(c);
      CommonOps_DDRM.insert(c, affine, t * (n + m), 0);
    }
    for (int t = 0; t < steps; t++) {
      constrain(t, CommonOps_DDRM.identity(n));
      DMatrixRMaj F = model.transitions[t].copy();
      CommonOps_DDRM.changeSign(F);
      insertBoth(F, multipliers + (t + 1) * n, t * (n + m));
      CommonOps_DDRM.insert(model.offsets[t], affine, multipliers + (t + 1) * n, 0);
    }
  }

  /** The state after step t stands in the condition after step t. */
  private void constrain(int t, DMatrixRMaj identity) {
    insertBoth(identity, multipliers + (t + 1) * n, (t + 1) * (n + m));
  }

  private void insertBoth(DMatrixRMaj block, int row, int column) {
    CommonOps_DDRM.insert(block, matrix, row, column);
    CommonOps_DDRM.insert(CommonOps_DDRM.transpose(block, null), matrix, column, row);
  }

  /**
   * Solves for n + 1 starts.
   *
   * @return (w; λ): a column with the affine terms from the start 0; then, without them, one for
   *     each unit vector as the start
   */
  DMatrixRMaj solve() {
    DMatrixRMaj right = new DMatrixRMaj(matrix.numRows, n + 1);
    CommonOps_DDRM.insert(affine, right, 0, 0);
    CommonOps_DDRM.insert(CommonOps_DDRM.identity(n), right, multipliers, 1);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(matrix.numRows);
    if (!solver.setA(matrix.copy())) {
      throw new IllegalStateException("singular system");
    }
    DMatrixRMaj solution = new DMatrixRMaj(matrix.numRows, n + 1);
    solver.solve(right, solution);
    return solution;
  }

  /** Rows of x_t. */
  DMatrixRMaj states(DMatrixRMaj solution, int t) {
    return rows(solution, t * (n + m), n);
  }

  /** Rows of u_t. */
  DMatrixRMaj inputs(DMatrixRMaj solution, int t) {
    return rows(solution, t * (n + m) + n, m);
  }

  /** Rows of −λ₀, the gradient of the cost-to-go at x₀. */
  DMatrixRMaj firstCostate(DMatrixRMaj solution) {
    DMatrixRMaj costate = rows(solution, multipliers, n);
    CommonOps_DDRM.changeSign(costate);
    return costate;
  }

  private static DMatrixRMaj rows(DMatrixRMaj solution, int first, int count) {
    return CommonOps_DDRM.extract(solution, first, first + count, 0, solution.numCols);
  }
}
