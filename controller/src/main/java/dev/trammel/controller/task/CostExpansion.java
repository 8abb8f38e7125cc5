package dev.trammel.controller.task;

import org.ejml.data.DMatrixRMaj;

/**
 * Second-order expansion of one step's cost in z = (x, u): value + gradientᵀδz + ½ δzᵀ hessian δz.
 * A mutable workspace that costs add to.
 */
public final class CostExpansion {

  public double value;

  /** (n+m)×1, the state's part first. */
  public final DMatrixRMaj gradient;

  /** (n+m)×(n+m), symmetric. */
  public final DMatrixRMaj hessian;

  public CostExpansion(int stateSize, int inputSize) {
    int size = stateSize + inputSize;
    gradient = new DMatrixRMaj(size, 1);
    hessian = new DMatrixRMaj(size, size);
  }

  public void clear() {
    value = 0;
    gradient.zero();
    hessian.zero();
  }
}
