package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Pencil;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;
import java.util.Arrays;

/**
 * The inverse of the Cholesky factor of a covariance, Σ = LLᵀ, in one elimination.
 *
 * <pre>
 *   S  d×d  right of the pivots taken the Schur complement, left of them rows of the unit L⁻¹
 *   P  p×d  the rows of the present panel of p pivots       F  p×d  minus what of them is taken
 * </pre>
 *
 * <p>A panel's rows are reduced one after the other, the rows below by one product, S += FᵀP. As S
 * is symmetric, F comes from the panel's own rows. Allocates nothing after construction. Not
 * thread-safe.
 */
final class InverseFactor {

  private static final int PANEL = 8;

  /** What rounding leaves of a variance. */
  private static final double ROUNDING = 1e-12;

  private final int size;
  private final Products products;
  private final double[][] S;
  private final Pencil unreduced;
  private final double[][] P;
  private final double[][] F;
  private final double[] weights;
  private final Shape[] below;

  /**
   * @param size d
   */
  InverseFactor(int size, Kernels kernels) {
    this.size = size;
    products = kernels.products();
    S = Rows.padded(size, size);
    unreduced = new Pencil(S);
    P = Rows.padded(PANEL, size);
    F = Rows.padded(PANEL, size);
    weights = new double[PANEL];
    below = new Shape[(size + PANEL - 1) / PANEL];
    for (int b = 0; b < below.length; b++) {
      int end = Math.min((b + 1) * PANEL, size);
      below[b] = Shape.rows(end, size, size, end - b * PANEL);
    }
  }

  /**
   * Inverts.
   *
   * @param covariance d rows, both triangles; not modified
   * @param out receives (L⁻¹)ᵀ in the upper triangle of d rows; the lower one is not modified
   * @throws IllegalArgumentException if a variance is not positive
   */
  void invert(double[][] covariance, double[][] out) {
    for (int i = 0; i < size; i++) {
      System.arraycopy(covariance[i], 0, S[i], 0, size);
    }
    for (int b = 0; b < below.length; b++) {
      int first = b * PANEL;
      int end = Math.min(first + PANEL, size);
      for (int i = first; i < end; i++) {
        reduce(i, first);
        takePivot(i, first, covariance[i][i], out);
      }
      for (int i = end; i < size; i++) {
        Arrays.fill(S[i], first, end, 0);
      }
      products.add(below[b], unreduced, F, P, S);
    }
  }

  /** Row i into the panel, less what the panel's earlier pivots take of it. */
  private void reduce(int i, int first) {
    double[] row = P[i - first];
    System.arraycopy(S[i], 0, row, 0, size);
    Arrays.fill(row, first, i, 0);
    for (int k = first; k < i; k++) {
      weights[k - first] = F[k - first][i];
    }
    Rows.addCombination(weights, P, i - first, row, size);
    for (int k = first; k < i; k++) {
      // from now on this column is the inverse's, to which earlier pivots add nothing
      P[k - first][i] = 0;
    }
  }

  /** A pivot that rounding has taken away is put back at what rounding leaves of its variance. */
  private void takePivot(int i, int first, double variance, double[][] out) {
    double[] row = P[i - first];
    double pivot = Math.max(row[i], ROUNDING * variance);
    if (!(pivot > 0)) {
      throw new IllegalArgumentException(
          "variance " + i + " of a cluster must be positive, was " + variance);
    }
    row[i] = 1;
    double[] factors = F[i - first];
    double inverse = -1 / pivot;
    for (int j = 0; j < size; j++) {
      factors[j] = inverse * row[j];
    }
    double scale = 1 / Math.sqrt(pivot);
    for (int j = 0; j <= i; j++) {
      out[j][i] = scale * row[j];
    }
  }
}
