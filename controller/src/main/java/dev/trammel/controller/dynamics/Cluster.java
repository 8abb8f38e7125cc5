package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;

/** One cluster of a mixture as densities need it: mean, whitening, logarithms. */
final class Cluster {

  /** Variables of the marginal that {@link #closeness} looks at. */
  static final int LEADING = 4;

  private static final double LOG_2_PI = StrictMath.log(2 * Math.PI);

  final double[] mean;

  /** (L⁻¹)ᵀ, covariance = LLᵀ: an upper triangle, zeros below it. */
  final double[][] whitening;

  /** Logarithm of mass over the density's norm. */
  private double logConstant;

  private double logLeading;

  Cluster(int dimension) {
    mean = new double[dimension];
    whitening = Rows.padded(dimension, dimension);
  }

  static Cluster[] ofSize(int count, int dimension) {
    Cluster[] clusters = new Cluster[count];
    for (int k = 0; k < count; k++) {
      clusters[k] = new Cluster(dimension);
    }
    return clusters;
  }

  /**
   * @param mean at least d; not modified
   * @param covariance d rows; not modified
   */
  void load(double[] mean, double[][] covariance, double logMass, InverseFactor factor) {
    int d = this.mean.length;
    System.arraycopy(mean, 0, this.mean, 0, d);
    factor.invert(covariance, whitening);
    logLeading = logMass + logDeterminant(0);
    logConstant = logLeading - 0.5 * d * LOG_2_PI;
    for (int first = LEADING; first < d; first += LEADING) {
      logConstant += logDeterminant(first);
    }
  }

  /** Of a few variables at a time, for which one logarithm suffices. */
  private double logDeterminant(int first) {
    double product = 1;
    for (int i = first; i < Math.min(first + LEADING, mean.length); i++) {
      product *= whitening[i][i];
    }
    return StrictMath.log(product);
  }

  /** Log of mass times density at a squared distance. */
  double logDensity(double squaredDistance) {
    return logConstant - 0.5 * squaredDistance;
  }

  /**
   * z = L⁻¹ (x − mean).
   *
   * @param point its first d entries are used; not modified
   * @param out d; modified
   */
  void whiten(double[] point, double[] out) {
    Arrays.fill(out, 0);
    for (int j = 0; j < mean.length; j++) {
      double deviation = point[j] - mean[j];
      double[] row = whitening[j];
      for (int i = 0; i < out.length; i++) {
        out[i] += deviation * row[i];
      }
    }
  }

  /** A guess at how likely the cluster made the first point of a block, from a few variables. */
  double closeness(double[][] columns) {
    double distance = 0;
    for (int i = 0; i < Math.min(LEADING, mean.length); i++) {
      double z = 0;
      for (int j = 0; j <= i; j++) {
        z += whitening[j][i] * (columns[j][0] - mean[j]);
      }
      distance += z * z;
    }
    return logLeading - 0.5 * distance;
  }
}
