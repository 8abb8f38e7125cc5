package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;

/** One cluster of a mixture as densities need it: mean, Cholesky factor, logarithms. */
final class Cluster {

  private static final double LOG_2_PI = StrictMath.log(2 * Math.PI);

  /** Variables of the marginal that {@link #closeness} looks at. */
  private static final int LEADING = 4;

  private static final double ROUNDING = 1e-12;

  final double[] mean;

  /** Lower triangle of L, covariance = L Lᵀ. */
  final double[][] factor;

  final double[] inverseDiagonal;

  /** Logarithm of mass over the density's norm. */
  private double logConstant;

  private double logLeading;

  Cluster(int dimension) {
    mean = new double[dimension];
    factor = new double[dimension][dimension];
    inverseDiagonal = new double[dimension];
  }

  static Cluster[] of(GaussianMixture mixture) {
    Cluster[] clusters = new Cluster[mixture.size()];
    for (int k = 0; k < clusters.length; k++) {
      Gaussian component = mixture.components().get(k);
      clusters[k] = new Cluster(mixture.dimension());
      clusters[k].load(
          component.mean().data,
          component.covariance().data,
          mixture.logMasses().get(k));
    }
    return clusters;
  }

  /**
   * @param mean d; not modified
   * @param covariance d×d in rows; not modified
   */
  void load(double[] mean, double[] covariance, double logMass) {
    int d = mean.length;
    System.arraycopy(mean, 0, this.mean, 0, d);
    logConstant = logMass - 0.5 * d * LOG_2_PI;
    logLeading = logMass;
    for (int i = 0; i < d; i++) {
      double[] row = factor[i];
      for (int j = 0; j <= i; j++) {
        double entry = covariance[i * d + j] - dot(row, factor[j], j);
        if (i > j) {
          row[j] = entry * inverseDiagonal[j];
        } else {
          setPivot(i, entry, covariance[i * d + i]);
        }
      }
    }
  }

  /** A pivot that rounding has taken away is put back at what rounding leaves of its variance. */
  private void setPivot(int i, double rest, double variance) {
    double pivot = Math.max(rest, ROUNDING * variance);
    if (!(pivot > 0)) {
      throw new IllegalArgumentException(
          "variance " + i + " of a cluster must be positive, was " + variance);
    }
    factor[i][i] = Math.sqrt(pivot);
    inverseDiagonal[i] = 1 / factor[i][i];
    double logDiagonal = StrictMath.log(factor[i][i]);
    logConstant -= logDiagonal;
    if (i < LEADING) {
      logLeading -= logDiagonal;
    }
  }

  private static double dot(double[] a, double[] b, int count) {
    double total = 0;
    for (int c = 0; c < count; c++) {
      total += a[c] * b[c];
    }
    return total;
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
    for (int i = 0; i < mean.length; i++) {
      out[i] = (point[i] - mean[i] - dot(factor[i], out, i)) * inverseDiagonal[i];
    }
  }

  /** A guess at how likely the cluster made the first point of a block, from a few variables. */
  double closeness(double[][] block) {
    double distance = 0;
    double[] z = new double[LEADING];
    for (int i = 0; i < Math.min(LEADING, mean.length); i++) {
      z[i] = (block[i][0] - mean[i] - dot(factor[i], z, i)) * inverseDiagonal[i];
      distance += z[i] * z[i];
    }
    return logLeading - 0.5 * distance;
  }
}
