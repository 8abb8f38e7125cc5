package dev.trammel.controller.lqr;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.task.QuadraticCost;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The means of a linear-quadratic problem as one dense programme in all inputs at once: with the
 * states eliminated, zₜ = Gₜ U + gₜ, the cost is ½UᵀHU + hᵀU. Another road to what a sweep finds.
 */
final class DenseProgram {

  final DMatrixRMaj hessian;
  final DMatrixRMaj gradient;

  DenseProgram(LinearGaussianDynamics model, QuadraticCost cost) {
    int steps = model.steps();
    int n = model.stateSize();
    int m = model.inputSize();
    hessian = new DMatrixRMaj(steps * m, steps * m);
    gradient = new DMatrixRMaj(steps * m, 1);
    DMatrixRMaj Gx = new DMatrixRMaj(n, steps * m);
    DMatrixRMaj gx = model.initial.mean();
    for (int t = 0; t < steps; t++) {
      DMatrixRMaj G = new DMatrixRMaj(n + m, steps * m);
      DMatrixRMaj g = new DMatrixRMaj(n + m, 1);
      CommonOps_DDRM.insert(Gx, G, 0, 0);
      CommonOps_DDRM.insert(gx, g, 0, 0);
      for (int i = 0; i < m; i++) {
        G.set(n + i, t * m + i, 1);
      }
      add(cost, t, G, g);
      CommonOps_DDRM.mult(model.transitions[t], G, Gx);
      CommonOps_DDRM.mult(model.transitions[t], g, gx);
      CommonOps_DDRM.addEquals(gx, model.offsets[t]);
    }
    add(cost, steps, Gx, gx);
  }

  private void add(QuadraticCost cost, int t, DMatrixRMaj G, DMatrixRMaj g) {
    DMatrixRMaj CG = new DMatrixRMaj(G.numRows, G.numCols);
    CommonOps_DDRM.mult(cost.hessians[t], G, CG);
    CommonOps_DDRM.multAddTransA(G, CG, hessian);
    CommonOps_DDRM.multAddTransA(CG, g, gradient);
    CommonOps_DDRM.multAddTransA(G, cost.gradients[t], gradient);
  }

  /** HU + h. */
  DMatrixRMaj gradientAt(DMatrixRMaj inputs) {
    DMatrixRMaj product = new DMatrixRMaj(inputs.numRows, 1);
    CommonOps_DDRM.mult(hessian, inputs, product);
    CommonOps_DDRM.addEquals(product, gradient);
    return product;
  }

  /** The inputs that minimise the cost without limits. */
  DMatrixRMaj minimiser() {
    DMatrixRMaj inputs = new DMatrixRMaj(gradient.numRows, 1);
    if (!CommonOps_DDRM.solve(hessian, gradient, inputs)) {
      throw new IllegalStateException("singular programme");
    }
    CommonOps_DDRM.changeSign(inputs);
    return inputs;
  }
}
