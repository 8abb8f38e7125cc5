package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Pencil;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;

/**
 * A few pivots of {@link JointElimination}, taken at once, b = first … end−1. Not thread-safe.
 *
 * <pre>
 *   S_b  d×end    rows b of S up to their own columns
 *   N    d×d      −S_bb⁻¹
 *   G    d×first  N S_br</pre>
 */
final class EliminationBlock {

  /** Greatest ratio of an entry's variance to what the others of b leave of it. */
  private static final double MOST_INFLATION = 10;

  final int first;
  final int end;

  /** S_b. */
  final double[][] rows;

  /** The same, at their places among all rows. */
  final double[][] placed;

  /** G. */
  final double[][] gains;

  /** N. */
  final double[][] negativeInverse;

  /** Of LDLᵀ, d. */
  final double[] pivots;

  private final Products products;
  private final int kept;
  private final Shape gain;

  /** Columns of G that belong to z, transposed. */
  private final double[][] transposed;

  private final Pencil asBase;
  private final Pencil gainsAsBase;

  /** S_bb, and R of {@link #refine}. */
  private final double[][] square;

  private final double[][] residuals;
  private final Shape substitution;

  EliminationBlock(Products products, int first, int end, int kept) {
    this.products = products;
    this.first = first;
    this.end = end;
    this.kept = kept;
    int d = end - first;
    // kernels read eight columns of each eight rows
    rows = Rows.padded(d, first + 8);
    placed = new double[end][];
    System.arraycopy(rows, 0, placed, first, d);
    gains = Rows.padded(d, first);
    negativeInverse = Rows.paddedSquare(d);
    pivots = Rows.padded(d);
    gain = Shape.full(d, first, d);
    transposed = Rows.padded(first - kept, d);
    asBase = new Pencil(rows);
    square = Rows.padded(d, d);
    residuals = Rows.padded(d, first);
    gainsAsBase = new Pencil(gains);
    substitution = Shape.full(d, kept, first - kept);
  }

  /** Pivots, N and G; false if a pivot is not positive. */
  boolean eliminate() {
    if (!products.negateInverse(rows, first, rows.length, negativeInverse, pivots)) {
      return false;
    }
    products.multiply(gain, negativeInverse, rows, gains);
    if (isNearlySingular()) {
      refine();
    }
    return true;
  }

  /** Whether the other entries of b explain nearly all of the variance of one. */
  private boolean isNearlySingular() {
    for (int i = 0; i < rows.length; i++) {
      if (!(-negativeInverse[i][i] * rows[i][first + i] < MOST_INFLATION)) {
        return true;
      }
    }
    return false;
  }

  /**
   * R = S_br + S_bb G, which would be zero, and G ← G + N R: an inverse that is rounded makes G wrong
   * by the square of its condition, and after this by the condition, as a factorisation would.
   */
  private void refine() {
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], first, square[i], 0, rows.length);
    }
    products.add(gain, asBase, square, gains, residuals);
    products.add(gain, gainsAsBase, negativeInverse, residuals, gains);
  }

  private void transpose() {
    for (int i = 0; i < gains.length; i++) {
      double[] G = gains[i];
      for (int k = 0; k < transposed.length; k++) {
        transposed[k][i] = G[kept + k];
      }
    }
  }

  /**
   * Rows b of −S_zz⁻¹ S_zy = G_y + G_z (−S_zz⁻¹ S_zy).
   *
   * @param before rows of the entries of z before b; not modified
   * @param out rows b; modified
   */
  void solve(double[][] before, double[][] out) {
    transpose();
    products.add(substitution, gainsAsBase, transposed, before, out);
  }

  /** Does to a vector what {@link JointElimination#reduce} says, as far as b does it. */
  void reduce(double[] c, double[] solved) {
    for (int i = 0; i < gains.length; i++) {
      double sum = 0;
      for (int k = 0; k < gains.length; k++) {
        sum -= negativeInverse[i][k] * c[first + k];
      }
      solved[first + i] = sum;
      for (int j = 0; j < first; j++) {
        c[j] += c[first + i] * gains[i][j];
      }
    }
  }
}
