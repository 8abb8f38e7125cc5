package dev.trammel.controller.task;

import org.ejml.data.DMatrixRMaj;

/**
 * A cost that is quadratic in z = (x, u) at each step, expanded about zero:
 *
 * <pre>  Σ_{t&lt;T} ½ zₜᵀ Cₜ zₜ + cₜᵀ zₜ + dₜ  +  ½ xᵀ C_T x + c_Tᵀ x + d_T</pre>
 *
 * <p>Built once, then read only; its matrices are not modified by anyone who receives them.
 */
public final class QuadraticCost {

  /** T+1 matrices: (n+m)×(n+m) for t &lt; T, n×n for t = T; symmetric. */
  public final DMatrixRMaj[] hessians;

  /** T+1 vectors: (n+m)×1 for t &lt; T, n×1 for t = T. */
  public final DMatrixRMaj[] gradients;

  /** T+1 constants. */
  public final double[] constants;

  public QuadraticCost(int steps, int stateSize, int inputSize) {
    int size = stateSize + inputSize;
    hessians = new DMatrixRMaj[steps + 1];
    gradients = new DMatrixRMaj[steps + 1];
    constants = new double[steps + 1];
    for (int t = 0; t <= steps; t++) {
      int width = t < steps ? size : stateSize;
      hessians[t] = new DMatrixRMaj(width, width);
      gradients[t] = new DMatrixRMaj(width, 1);
    }
  }

  /** T. */
  public int steps() {
    return constants.length - 1;
  }

  /** n. */
  public int stateSize() {
    return gradients[steps()].numRows;
  }

  /** m. */
  public int inputSize() {
    return steps() == 0 ? 0 : gradients[0].numRows - stateSize();
  }
}
