package dev.trammel.controller.dynamics;

import java.util.Arrays;

/**
 * Partial LDLᵀ factorisation of a symmetric matrix, with columns carried along:
 *
 * <pre>
 *   S  D×D      upper triangle in rows; pivots d taken from chosen rows
 *   C  D×k      further columns, right of S, eliminated with it
 *   after:      pivot row i holds dᵢ·(L⁻¹[S C])ᵢ, and the other rows hold the Schur complement
 *               S_yy − S_yz S_zz⁻¹ S_zy  and  C_y − S_yz S_zz⁻¹ C_z
 * </pre>
 *
 * <p>Allocates nothing after construction. Not thread-safe.
 */
final class JointElimination {

  /** A pivot below this part of its diagonal entry is rounding. */
  private static final double SINGULAR = 1e-13;

  /** Rows of [S C]; the caller fills columns from the diagonal on. */
  final double[][] rows;

  /** 1/d of each row that was a pivot. */
  final double[] inversePivots;

  private final RowSum sum;
  private double leastPivot;
  private double greatestPivot;

  JointElimination(int size, int columns) {
    rows = new double[size][size + columns];
    inversePivots = new double[size];
    sum = new RowSum(size);
  }

  /**
   * Eliminates pivots in the order given.
   *
   * @param pivots row numbers, ascending
   * @param width columns in use
   * @return the row of the first pivot that is not positive, or −1 if all are
   */
  int eliminate(int[] pivots, int width) {
    leastPivot = Double.POSITIVE_INFINITY;
    greatestPivot = 0;
    for (int k = 0; k < pivots.length; k++) {
      int i = pivots[k];
      double diagonal = rows[i][i];
      reduce(i, pivots, k, width);
      double pivot = rows[i][i];
      if (!(pivot > SINGULAR * diagonal)) {
        return i;
      }
      inversePivots[i] = 1 / pivot;
      leastPivot = Math.min(leastPivot, pivot);
      greatestPivot = Math.max(greatestPivot, pivot);
    }
    return -1;
  }

  /** row i −= Σₖ (S[k][i] / dₖ) row k over the first {@code count} pivots. */
  void reduce(int i, int[] pivots, int count, int width) {
    sum.clear();
    for (int k = 0; k < count; k++) {
      int pivot = pivots[k];
      sum.collect(-rows[pivot][i] * inversePivots[pivot], pivot);
    }
    sum.addTo(rows, rows[i], i, width);
  }

  /** Of the block of pivots that were eliminated last. */
  double logDeterminant(int[] pivots) {
    double total = 0;
    double product = 1;
    for (int k = 0; k < pivots.length; k++) {
      product *= inversePivots[pivots[k]];
      // a few factors at a time cannot leave the range of a double
      if (k % 4 == 3 || k == pivots.length - 1) {
        total -= StrictMath.log(product);
        product = 1;
      }
    }
    return total;
  }

  double leastPivot() {
    return leastPivot;
  }

  double greatestPivot() {
    return greatestPivot;
  }

  /**
   * Products of carried columns under S_zz⁻¹, each with itself and with one other, after
   * elimination: out₀ receives cᵀ S_zz⁻¹ c, out₁ cᵀ S_zz⁻¹ g for columns c from … g, g included.
   *
   * @param out two rows from column 0; modified
   */
  void products(int[] pivots, int from, int g, double[][] out) {
    int count = g - from + 1;
    Arrays.fill(out[0], 0, count, 0);
    Arrays.fill(out[1], 0, count, 0);
    for (int i : pivots) {
      double[] row = rows[i];
      double inverse = inversePivots[i];
      double other = row[g] * inverse;
      for (int c = 0; c < count; c++) {
        double entry = row[from + c];
        out[0][c] += entry * entry * inverse;
        out[1][c] += entry * other;
      }
    }
  }
}
