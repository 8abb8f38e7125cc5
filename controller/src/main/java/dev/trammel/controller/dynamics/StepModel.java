package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import org.ejml.data.DMatrixRMaj;

/** What the fit of one step came to, in the kernels' layout: x' = F z + f + w. Mutable. */
final class StepModel {

  /** −Fᵀ, q×n. */
  final double[][] slopes;

  /** The same rows, as the elimination cuts them. */
  final double[][][] slopeBlocks;

  /** f, n. */
  final double[] offset;

  /** W times {@link #divisor}, n×n, lower triangle. */
  final double[][] scatter;

  double divisor;

  /** Flags of inputs whose column of F is the prior's. */
  final boolean[] inputFromPrior;

  /** Greatest pivot of the covariance of z over the least. */
  double condition;

  /** Whether a direction of z owes at least half of its variance to regularisation. */
  boolean regularised;

  private final int n;

  StepModel(int n, int m, JointElimination elimination) {
    this.n = n;
    slopes = Rows.padded(n + m, n);
    slopeBlocks = elimination.cut(slopes);
    offset = Rows.padded(n);
    scatter = Rows.padded(n, n);
    inputFromPrior = new boolean[m];
  }

  /** A new F, n×q. */
  DMatrixRMaj transition() {
    int q = slopes.length;
    DMatrixRMaj F = new DMatrixRMaj(n, q);
    for (int j = 0; j < q; j++) {
      double[] slope = slopes[j];
      for (int r = 0; r < n; r++) {
        F.data[r * q + j] = -slope[r];
      }
    }
    return F;
  }

  /** A new f, n×1. */
  DMatrixRMaj offset() {
    DMatrixRMaj f = new DMatrixRMaj(n, 1);
    System.arraycopy(offset, 0, f.data, 0, n);
    return f;
  }

  /** A new W, n×n, both triangles. */
  DMatrixRMaj covariance() {
    DMatrixRMaj W = new DMatrixRMaj(n, n);
    double factor = 1 / divisor;
    for (int r = 0; r < n; r++) {
      double[] row = scatter[r];
      for (int c = 0; c < r; c++) {
        double entry = row[c] * factor;
        W.data[r * n + c] = entry;
        W.data[c * n + r] = entry;
      }
      // a Schur complement of zero may come out below it by rounding
      W.data[r * n + r] = Math.max(row[r] * factor, 0);
    }
    return W;
  }
}
