package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;

/**
 * One cluster of a mixture as densities need it: an affine map that whitens points, and logarithms.
 *
 * <pre>  z = L⁻¹ (x − μ) = L⁻¹ (x − o) − L⁻¹ (μ − o)</pre>
 *
 * <p>Points are taken relative to an origin o among them, so that the difference loses nothing.
 */
final class Cluster {

  /** Variables of the marginal that {@link #closeness} looks at. */
  private static final int LEADING = 4;

  private static final double LOG_2_PI = StrictMath.log(2 * Math.PI);

  private final int dimension;

  /** 1+d rows of d: of the constant, then (L⁻¹)ᵀ, an upper triangle with zeros below it. */
  final double[][] map;

  private final double[][] whitening;

  /** Logarithm of mass over the density's norm. */
  private double logConstant;

  private double logLeading;

  Cluster(int dimension) {
    this.dimension = dimension;
    map = Rows.padded(1 + dimension, dimension);
    whitening = Arrays.copyOfRange(map, 1, 1 + dimension);
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
   * @param origin d, that whitened points are relative to; not modified
   */
  void load(
      double[] mean, double[][] covariance, double logMass, double[] origin, InverseFactor factor) {
    factor.invert(covariance, whitening);
    double[] constant = map[0];
    Arrays.fill(constant, 0);
    for (int j = 0; j < dimension; j++) {
      double offset = origin[j] - mean[j];
      double[] row = whitening[j];
      for (int i = 0; i < constant.length; i++) {
        constant[i] += offset * row[i];
      }
    }
    logLeading = logMass + logDeterminant(0);
    logConstant = logLeading - 0.5 * dimension * LOG_2_PI;
    for (int first = LEADING; first < dimension; first += LEADING) {
      logConstant += logDeterminant(first);
    }
  }

  /** Of a few variables at a time, for which one logarithm suffices. */
  private double logDeterminant(int first) {
    double product = 1;
    for (int i = first; i < Math.min(first + LEADING, dimension); i++) {
      product *= whitening[i][i];
    }
    return StrictMath.log(product);
  }

  /** d. */
  int dimension() {
    return dimension;
  }

  /** Log of mass times density at a squared distance. */
  double logDensity(double squaredDistance) {
    return logConstant - 0.5 * squaredDistance;
  }

  /**
   * z = L⁻¹ (x − mean).
   *
   * @param point its first d entries are used, relative to the origin; not modified
   * @param out d; modified
   */
  void whiten(double[] point, double[] out) {
    System.arraycopy(map[0], 0, out, 0, dimension);
    Rows.addCombination(point, whitening, dimension, out, dimension);
  }

  /** A guess at how likely the cluster made the first point of a block, from a few variables. */
  double closeness(double[][] columns) {
    double distance = 0;
    for (int i = 0; i < Math.min(LEADING, dimension); i++) {
      double z = map[0][i];
      for (int j = 0; j <= i; j++) {
        z += whitening[j][i] * columns[1 + j][0];
      }
      distance += z * z;
    }
    return logLeading - 0.5 * distance;
  }
}
