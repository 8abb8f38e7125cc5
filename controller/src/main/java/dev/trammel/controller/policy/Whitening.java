package dev.trammel.controller.policy;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Require;
import java.util.Arrays;

/**
 * Shifts and scales the entries of a vector to a common size: w = (v − mean) / scale. Immutable.
 */
final class Whitening {

  /** An entry that varies by less is taken for constant. */
  private static final double SMALLEST_SCALE = 1e-9;

  private final double[] mean;
  private final double[] scale;

  /** Keeps copies; the arguments are not modified. */
  Whitening(double[] mean, double[] scale) {
    this.mean = Require.finite(mean, "a mean").clone();
    this.scale = Require.length(scale, mean.length, "a scale").clone();
    for (double entry : scale) {
      Require.positive(entry, "a scale");
    }
  }

  /** Leaves everything as it is. */
  static Whitening none(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return new Whitening(new double[size], ones);
  }

  /** Mean and standard deviation of each column; a constant column is shifted only. */
  static Whitening of(double[][] rows) {
    int size = rows[0].length;
    double[] mean = new double[size];
    double[] scale = new double[size];
    for (int j = 0; j < size; j++) {
      double sum = 0;
      for (double[] row : rows) {
        sum += row[j] / rows.length;
      }
      double squares = 0;
      for (double[] row : rows) {
        squares += (row[j] - sum) * (row[j] - sum) / rows.length;
      }
      double deviation = Math.sqrt(squares);
      mean[j] = sum;
      scale[j] = deviation > SMALLEST_SCALE * (1 + Math.abs(sum)) ? deviation : 1;
    }
    return new Whitening(mean, scale);
  }

  int size() {
    return mean.length;
  }

  double mean(int i) {
    return mean[i];
  }

  double scale(int i) {
    return scale[i];
  }

  /**
   * w = (v − mean) / scale.
   *
   * @param values not modified
   * @param whitened modified
   */
  @RealTime
  void apply(double[] values, double[] whitened) {
    for (int i = 0; i < mean.length; i++) {
      whitened[i] = (values[i] - mean[i]) / scale[i];
    }
  }

  /**
   * v = mean + scale·w.
   *
   * @param whitened not modified
   * @param values modified
   */
  @RealTime
  void undo(double[] whitened, double[] values) {
    for (int i = 0; i < mean.length; i++) {
      values[i] = mean[i] + scale[i] * whitened[i];
    }
  }
}
