package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * A cost-to-go ½xᵀVx + vᵀx, up to a constant. Its matrices are not modified by anyone who receives
 * them.
 *
 * @param hessian V, n×n, symmetric
 * @param gradient v, n×1
 */
public record QuadraticValue(DMatrixRMaj hessian, DMatrixRMaj gradient) {

  public QuadraticValue {
    int n = gradient.numRows;
    Require.finite(Require.shape(hessian, n, n, "V"), "V");
    Require.finite(Require.shape(gradient, n, 1, "v"), "v");
    hessian = hessian.copy();
    gradient = gradient.copy();
  }

  /** n. */
  public int size() {
    return gradient.numRows;
  }

  /** ½xᵀVx + vᵀx; x is not modified. */
  double at(DMatrixRMaj x) {
    int n = x.numRows;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double Vx = 0;
      for (int j = 0; j < n; j++) {
        Vx += hessian.data[i * n + j] * x.data[j];
      }
      sum += x.data[i] * (0.5 * Vx + gradient.data[i]);
    }
    return sum;
  }
}
