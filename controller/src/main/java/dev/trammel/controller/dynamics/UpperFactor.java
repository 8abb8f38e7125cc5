package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;

/**
 * Cholesky factorisation A = Uᵀ U of a symmetric positive definite matrix, and what is computed
 * from U. Rows are worked on as wholes, so that the loops become vector instructions. Allocates
 * nothing after construction. Not thread-safe.
 */
final class UpperFactor {

  /** Rows of a triangle that are added at once, zeros beside its slope included. */
  private static final int BLOCK = 8;

  final int size;

  /** A before {@link #factorise}, U after it; only the upper triangle counts. */
  final double[][] rows;

  private final RowSum sum;

  UpperFactor(int size) {
    this.size = size;
    rows = new double[size][size];
    sum = new RowSum(size);
  }

  /** Overwrites A by U; false if A is not positive definite, and its rows are then undefined. */
  boolean factorise() {
    for (int i = 0; i < size; i++) {
      double[] row = rows[i];
      sum.clear();
      for (int k = 0; k < i; k++) {
        sum.collect(-rows[k][i], k);
      }
      sum.addTo(rows, row, i, size);
      if (!(row[i] > 0) || Double.isInfinite(row[i])) {
        return false;
      }
      double scale = 1 / Math.sqrt(row[i]);
      for (int j = i; j < size; j++) {
        row[j] *= scale;
      }
    }
    return true;
  }

  /** log |A|. */
  double logDeterminant() {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += 2 * StrictMath.log(rows[i][i]);
    }
    return total;
  }

  /** b becomes U⁻ᵀ b. */
  void solveTransposed(double[] b) {
    for (int i = 0; i < size; i++) {
      double[] row = rows[i];
      double value = b[i] / row[i];
      b[i] = value;
      for (int j = i + 1; j < size; j++) {
        b[j] -= value * row[j];
      }
    }
  }

  /** Each row b becomes U⁻ᵀ b, to the same bits as one by one. */
  void solveTransposed(double[][] rows) {
    for (int i = 0; i < size; i++) {
      double[] row = this.rows[i];
      for (double[] b : rows) {
        double value = b[i] / row[i];
        b[i] = value;
        subtract(value, row, i + 1, b);
      }
    }
  }

  private static void subtract(double factor, double[] row, int from, double[] b) {
    for (int j = from; j < b.length; j++) {
      b[j] -= factor * row[j];
    }
  }

  /** b becomes A⁻¹ b. */
  void solve(double[] b) {
    solveTransposed(b);
    for (int i = size - 1; i >= 0; i--) {
      b[i] = (b[i] - Rows.dot(rows[i], b, i + 1, size)) / rows[i][i];
    }
  }

  /**
   * V = U⁻ᵀ, so that A⁻¹ = Vᵀ V.
   *
   * @param V lower triangle receives the result; the upper one must be zero and stays so
   */
  void invertTransposed(double[][] V) {
    for (int i = 0; i < size; i++) {
      double[] row = V[i];
      Arrays.fill(row, 0, i, 0);
      for (int first = 0; first < i; first += BLOCK) {
        int end = Math.min(first + BLOCK, i);
        sum.clear();
        for (int k = first; k < end; k++) {
          sum.collect(-rows[k][i], k);
        }
        sum.addTo(V, row, 0, end);
      }
      double scale = 1 / rows[i][i];
      for (int j = 0; j < i; j++) {
        row[j] *= scale;
      }
      row[i] = scale;
    }
  }

  /**
   * W += weight · Vᵀ V, its lower triangle.
   *
   * @param V lower triangle; not modified
   * @param W modified
   * @return the trace of Vᵀ V
   */
  double addSquare(double weight, double[][] V, double[][] W) {
    for (int i = 0; i < size; i++) {
      sum.clear();
      for (int k = i; k < size; k++) {
        sum.collect(weight * V[k][i], k);
      }
      sum.addTo(V, W[i], 0, i + 1);
    }
    double trace = 0;
    for (int k = 0; k < size; k++) {
      trace += Rows.dot(V[k], V[k], 0, k + 1);
    }
    return trace;
  }
}
