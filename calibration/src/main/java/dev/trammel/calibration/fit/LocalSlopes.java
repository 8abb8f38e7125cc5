package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;

/**
 * Position, rate and acceleration of a joint by parabolas through neighbouring readings (Savitzky and
 * Golay 1964): the same smoothing of all three, and no lag. Good to start from, not to end with: what
 * is fast is flattened.
 *
 * @param position q [rad or m], as many as there are readings; NaN near the ends
 * @param rate q̇
 * @param acceleration q̈
 */
record LocalSlopes(double[] position, double[] rate, double[] acceleration) {

  /**
   * Of evenly spaced readings.
   *
   * @param values one per reading; not modified
   * @param period between two [s]
   * @param reach readings to either side
   */
  static LocalSlopes of(double[] values, double period, int reach) {
    Require.atLeast(reach, 2, "reach");
    int length = values.length;
    LocalSlopes slopes =
        new LocalSlopes(new double[length], new double[length], new double[length]);
    double squares = 0;
    double fourths = 0;
    for (int k = -reach; k <= reach; k++) {
      squares += (double) k * k;
      fourths += (double) k * k * k * k;
    }
    int count = 2 * reach + 1;
    double determinant = count * fourths - squares * squares;
    for (int t = 0; t < length; t++) {
      boolean isWhole = t >= reach && t + reach < length;
      double sum = isWhole ? 0 : Double.NaN;
      double first = sum;
      double second = sum;
      for (int k = -reach; isWhole && k <= reach; k++) {
        sum += values[t + k];
        first += k * values[t + k];
        second += (double) k * k * values[t + k];
      }
      slopes.position[t] = (fourths * sum - squares * second) / determinant;
      slopes.rate[t] = first / (squares * period);
      slopes.acceleration[t] =
          2 * (count * second - squares * sum) / (determinant * period * period);
    }
    return slopes;
  }
}
