package dev.trammel.calibration.inertial;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Linear equations with weights, and with what is believed of single unknowns beside them. */
final class WeightedSystem {

  private WeightedSystem() {}

  /**
   * (Zᵀ V A + P)⁻¹ (Zᵀ V T + P m) with the squares of the weights in V; Z is A but for instruments.
   *
   * @param belief P and m by turns, or nothing
   */
  static double[] solve(
      DMatrixRMaj A, double[] T, double[] weights, DMatrixRMaj Z, double[] belief) {
    DMatrixRMaj weightedA = weighted(A, weights);
    DMatrixRMaj weightedZ = Z == A ? weightedA : weighted(Z, weights);
    DMatrixRMaj right = new DMatrixRMaj(A.numCols, 1);
    for (int k = 0; k < T.length; k++) {
      for (int j = 0; j < A.numCols; j++) {
        right.data[j] += weightedZ.get(k, j) * weights[k] * T[k];
      }
    }
    for (int j = 0; 2 * j < belief.length; j++) {
      right.data[j] += belief[2 * j] * belief[2 * j + 1];
    }
    DMatrixRMaj found = new DMatrixRMaj(A.numCols, 1);
    CommonOps_DDRM.mult(inverseGram(weightedZ, weightedA, belief), right, found);
    return found.data;
  }

  /** (Aᵀ V A + P)⁻¹. */
  static DMatrixRMaj covariance(DMatrixRMaj A, double[] weights, double[] belief) {
    DMatrixRMaj weighted = weighted(A, weights);
    return inverseGram(weighted, weighted, belief);
  }

  private static DMatrixRMaj weighted(DMatrixRMaj A, double[] weights) {
    DMatrixRMaj out = A.copy();
    for (int k = 0; k < A.numRows; k++) {
      for (int j = 0; j < A.numCols; j++) {
        out.set(k, j, weights[k] * A.get(k, j));
      }
    }
    return out;
  }

  /** (Zᵀ A + P)⁻¹, with columns brought to length 1 first. */
  private static DMatrixRMaj inverseGram(DMatrixRMaj Z, DMatrixRMaj A, double[] belief) {
    int size = A.numCols;
    DMatrixRMaj G = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransA(Z, A, G);
    for (int j = 0; 2 * j < belief.length; j++) {
      G.add(j, j, belief[2 * j]);
    }
    double[] length = new double[size];
    for (int i = 0; i < size; i++) {
      length[i] = Math.sqrt(Math.max(Math.abs(G.get(i, i)), 1e-30));
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        G.set(i, j, G.get(i, j) / length[i] / length[j]);
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
    DMatrixRMaj inverse = new DMatrixRMaj(size, size);
    if (!solver.setA(G)) {
      throw new IllegalStateException("the equations of motion could not be decomposed");
    }
    solver.invert(inverse);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        inverse.set(i, j, inverse.get(i, j) / length[i] / length[j]);
      }
    }
    return inverse;
  }
}
