package dev.trammel.controller.dynamics;

/**
 * A sum of scaled rows, collected first and then added to a row in one go, four at a time.
 *
 * <p>Arrays that start at zero and share one index are what the compiler turns into vector
 * instructions; offsets into one flat array are not. Allocates nothing after construction. Not
 * thread-safe.
 */
final class RowSum {

  private final double[] factors;
  private final int[] indices;
  private int count;

  /**
   * @param capacity most rows that are ever collected
   */
  RowSum(int capacity) {
    factors = new double[capacity];
    indices = new int[capacity];
  }

  void clear() {
    count = 0;
  }

  /**
   * @param row its index
   */
  void collect(double factor, int row) {
    factors[count] = factor;
    indices[count] = row;
    count++;
  }

  /**
   * y += Σ factor · row, over columns from … to−1.
   *
   * @param rows what the indices mean; not modified
   * @param y modified; may be one of the rows, if that one was not collected
   */
  void addTo(double[][] rows, double[] y, int from, int to) {
    int k = 0;
    for (; k + 3 < count; k += 4) {
      addFour(rows, y, from, to, k);
    }
    for (; k < count; k++) {
      double a = factors[k];
      double[] x = rows[indices[k]];
      for (int j = from; j < to; j++) {
        y[j] += a * x[j];
      }
    }
  }

  private void addFour(double[][] rows, double[] y, int from, int to, int k) {
    double a0 = factors[k];
    double a1 = factors[k + 1];
    double a2 = factors[k + 2];
    double a3 = factors[k + 3];
    double[] x0 = rows[indices[k]];
    double[] x1 = rows[indices[k + 1]];
    double[] x2 = rows[indices[k + 2]];
    double[] x3 = rows[indices[k + 3]];
    for (int j = from; j < to; j++) {
      y[j] += a0 * x0[j] + a1 * x1[j] + a2 * x2[j] + a3 * x3[j];
    }
  }
}
