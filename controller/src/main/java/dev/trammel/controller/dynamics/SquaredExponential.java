package dev.trammel.controller.dynamics;

/**
 * Correlations exp(−‖z − zᵢ‖²) of one point with many, where coordinates are already divided by √2
 * and their length scales.
 *
 * <p>The exponential is a table's entry at the nearest sixteenth times a Taylor polynomial of what
 * is left, which is exact: its relative error is below 10⁻¹⁵, and its bits are the same on every
 * Java. All loops but the last one are turned into vector instructions.
 */
final class SquaredExponential {

  private static final int STEPS_PER_UNIT = 16;

  /** Correlations below e⁻⁴⁰ are zero. */
  private static final int LARGEST = 40;

  /** Added and taken away again, it rounds to the nearest integer. */
  private static final double ROUNDING = 0x1.8p52;

  private static final double[] TABLE = table();

  private SquaredExponential() {}

  private static double[] table() {
    double[] table = new double[LARGEST * STEPS_PER_UNIT + 1];
    for (int j = 0; j < table.length; j++) {
      table[j] = StrictMath.exp(-(double) j / STEPS_PER_UNIT);
    }
    return table;
  }

  /**
   * @param points d rows of M points, scaled; not modified
   * @param z d, scaled; not modified
   * @param work M; overwritten from {@code from} on
   * @param out M; receives entries from … M−1
   */
  static void correlate(double[][] points, double[] z, int from, double[] work, double[] out) {
    distances(points, z, from, work);
    decay(work, from, out);
  }

  private static void distances(double[][] points, double[] z, int from, double[] out) {
    setSquares(points[0], z[0], from, out);
    for (int k = 1; k < z.length; k++) {
      addSquares(points[k], z[k], from, out);
    }
  }

  private static void setSquares(double[] row, double z, int from, double[] out) {
    for (int i = from; i < out.length; i++) {
      double difference = row[i] - z;
      out[i] = difference * difference;
    }
  }

  private static void addSquares(double[] row, double z, int from, double[] out) {
    for (int i = from; i < out.length; i++) {
      double difference = row[i] - z;
      out[i] += difference * difference;
    }
  }

  /** out = exp(−a), for a ≥ 0; not a number becomes zero. */
  static void decay(double[] a, int from, double[] out) {
    remainders(a, from, out);
    for (int i = from; i < out.length; i++) {
      // the same j as in remainders()
      out[i] =
          a[i] < LARGEST ? TABLE[(int) (a[i] * STEPS_PER_UNIT + ROUNDING - ROUNDING)] * out[i] : 0;
    }
  }

  /** out = exp(r) with r = j/16 − a, j the nearest integer to 16 a; |r| ≤ 1/32. */
  private static void remainders(double[] a, int from, double[] out) {
    for (int i = from; i < out.length; i++) {
      double j = a[i] * STEPS_PER_UNIT + ROUNDING - ROUNDING;
      double r = j * (1.0 / STEPS_PER_UNIT) - a[i];
      double high = 1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5040)));
      out[i] = 1 + (r + r * r * (0.5 + r * (1.0 / 6 + r * high)));
    }
  }
}
