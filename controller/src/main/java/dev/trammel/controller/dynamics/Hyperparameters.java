package dev.trammel.controller.dynamics;

import java.util.Arrays;

/**
 * Logarithms of what shapes a Gaussian process of d features and n outputs: d length scales, shared
 * by all outputs, then n signal and n noise deviations. Features and outputs are standardised.
 */
final class Hyperparameters {

  static final double LENGTH = StrictMath.log(2);
  static final double NOISE = StrictMath.log(0.1);

  final int features;
  final int outputs;

  /** d+2n, never written. */
  final double[] logs;

  Hyperparameters(int features, int outputs, double[] logs) {
    this.features = features;
    this.outputs = outputs;
    this.logs = logs.clone();
  }

  /** Where a search starts that knows nothing. */
  static Hyperparameters initial(int features, int outputs) {
    double[] logs = new double[features + 2 * outputs];
    Arrays.fill(logs, 0, features, LENGTH);
    Arrays.fill(logs, features + outputs, logs.length, NOISE);
    return new Hyperparameters(features, outputs, logs);
  }

  double length(int feature) {
    return StrictMath.exp(logs[feature]);
  }

  double signalVariance(int output) {
    return StrictMath.exp(2 * logs[features + output]);
  }

  /** Of what is added to an output and cannot be predicted. */
  double noiseVariance(int output) {
    return StrictMath.exp(2 * logs[features + outputs + output]);
  }

  /**
   * Features divided by √2 and their length scales.
   *
   * @param points d rows; not modified
   * @param scaled d rows as long; modified
   */
  void scale(double[][] points, double[][] scaled) {
    for (int k = 0; k < features; k++) {
      double factor = factor(k);
      for (int i = 0; i < points[k].length; i++) {
        scaled[k][i] = factor * points[k][i];
      }
    }
  }

  /** What feature k is multiplied by: 1/(√2 ℓₖ). */
  double factor(int k) {
    return Math.sqrt(0.5) / length(k);
  }
}
