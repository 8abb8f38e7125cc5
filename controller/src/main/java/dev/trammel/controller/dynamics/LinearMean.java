package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;

/**
 * What a state changes by in one step, as far as that is linear in the features: ridge regression
 * of x' − x. The Gaussian process has to learn only the rest, and far from its data this remains.
 * Immutable.
 */
final class LinearMean {

  /** Ridge, as a part of the number of transitions. */
  private static final double RIDGE = 1e-4;

  /** n×(d+1): slopes, then the constant. */
  private final double[][] coefficients;

  /** @param coefficients n×(d+1), slopes, then the constant; kept */
  LinearMean(double[][] coefficients) {
    this.coefficients = coefficients;
  }

  /**
   * @param features d rows of N columns; not modified
   * @param changes n rows of N columns; not modified
   */
  static LinearMean fit(double[][] features, double[][] changes) {
    int d = features.length;
    int count = changes[0].length;
    UpperFactor gram = new UpperFactor(d + 1);
    double[][] coefficients = new double[changes.length][d + 1];
    for (int k = 0; k <= d; k++) {
      for (int l = k; l <= d; l++) {
        gram.rows[k][l] = moment(features, k, l, count);
      }
      gram.rows[k][k] += RIDGE * count;
      for (int o = 0; o < changes.length; o++) {
        coefficients[o][k] = k < d ? dot(features[k], changes[o]) : sum(changes[o]);
      }
    }
    if (!gram.factorise()) {
      throw new ArithmeticException(
          "the features of transitions must be finite to be regressed on");
    }
    for (double[] row : coefficients) {
      gram.solve(row);
    }
    return new LinearMean(coefficients);
  }

  private static double moment(double[][] features, int k, int l, int count) {
    if (l < features.length) {
      return dot(features[k], features[l]);
    }
    return k < features.length ? sum(features[k]) : count;
  }

  private static double dot(double[] a, double[] b) {
    return Rows.dot(a, b, 0, a.length);
  }

  private static double sum(double[] a) {
    double total = 0;
    for (double value : a) {
      total += value;
    }
    return total;
  }

  /** n×(d+1): slopes, then the constant; not to be modified. */
  double[][] coefficients() {
    return coefficients;
  }

  double slope(int output, int feature) {
    return coefficients[output][feature];
  }

  /**
   * @param z d; not modified
   */
  double at(int output, double[] z) {
    double[] row = coefficients[output];
    return row[z.length] + Rows.dot(row, z, 0, z.length);
  }

  /**
   * What it leaves of changes at some points.
   *
   * @param features d rows; not modified
   * @param changes n rows; receives the residuals
   */
  void takeOut(double[][] features, double[][] changes) {
    double[] z = new double[features.length];
    for (int i = 0; i < changes[0].length; i++) {
      for (int k = 0; k < z.length; k++) {
        z[k] = features[k][i];
      }
      for (int o = 0; o < changes.length; o++) {
        changes[o][i] -= at(o, z);
      }
    }
  }
}
