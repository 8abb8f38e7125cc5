package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;

/** ½zᵀHz + hᵀz in the kernels' layout: one array per row. Mutable workspace. */
public final class QuadraticRows {

  /** d×d. Kernels read the lower triangle of a stage's cost; a value function has both. */
  public final double[][] hessian;

  /** d. */
  public final double[] gradient;

  public QuadraticRows(int size) {
    hessian = new double[size][size];
    gradient = new double[size];
  }

  /** Takes over a quadratic; the arguments are not modified. */
  public void set(DMatrixRMaj hessian, DMatrixRMaj gradient) {
    Rows.copy(hessian, this.hessian);
    Rows.copy(gradient, this.gradient);
  }
}
