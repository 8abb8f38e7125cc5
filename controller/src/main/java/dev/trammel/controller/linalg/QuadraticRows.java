package dev.trammel.controller.linalg;

import org.ejml.data.DMatrixRMaj;

/** ½zᵀHz + hᵀz in the kernels' layout: one padded array per row. Mutable workspace. */
public final class QuadraticRows {

  /** d×d, both triangles. */
  public final double[][] hessian;

  /** d. */
  public final double[] gradient;

  public QuadraticRows(int size) {
    hessian = Rows.padded(size, size);
    gradient = Rows.padded(size);
  }

  /** Takes over a quadratic; the arguments are not modified. */
  public void set(DMatrixRMaj hessian, DMatrixRMaj gradient) {
    Rows.copy(hessian, this.hessian);
    Rows.copy(gradient, this.gradient);
  }
}
