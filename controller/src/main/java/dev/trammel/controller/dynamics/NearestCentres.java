package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;

/**
 * The nearest of K centres to each point of a block, under a weight per variable.
 *
 * <pre>  Σ w (x − c)² − Σ w x²  =  −2 (w c)ᵀ x + Σ w c²</pre>
 *
 * <p>One product of centres and points, where the sum of squares goes with a variable that is one.
 * Allocates nothing after construction. Not thread-safe.
 */
final class NearestCentres {

  private final int dimension;
  private final Products products;
  private final double[][] map;
  private final Shape shape;

  /**
   * @param clusters K
   * @param dimension d
   */
  NearestCentres(int clusters, int dimension, Kernels kernels) {
    this.dimension = dimension;
    products = kernels.products();
    map = Rows.padded(dimension + 1, clusters);
    shape = Shape.full(clusters, PointBlock.SIZE, dimension + 1);
  }

  /**
   * Places the centres.
   *
   * @param centres K rows of at least d; not modified
   * @param weights d, of the variables; not modified
   * @param origin d, of the blocks; not modified
   */
  void load(double[][] centres, double[] weights, double[] origin) {
    for (int k = 0; k < centres.length; k++) {
      double square = 0;
      for (int i = 0; i < dimension; i++) {
        double c = centres[k][i] - origin[i];
        map[1 + i][k] = -2 * weights[i] * c;
        square += weights[i] * c * c;
      }
      map[0][k] = square;
    }
  }

  /**
   * Assigns points to centres.
   *
   * @param block receives owners; its shares are used up
   * @return whether an owner has changed
   */
  boolean assign(PointBlock block) {
    double[][] distances = block.shares;
    products.multiply(shape, map, block.columns, distances);
    boolean changed = false;
    for (int p = 0; p < block.count; p++) {
      int nearest = 0;
      int second = 0;
      for (int k = 1; k < distances.length; k++) {
        if (distances[k][p] < distances[nearest][p]) {
          second = nearest;
          nearest = k;
        } else if (second == nearest || distances[k][p] < distances[second][p]) {
          second = k;
        }
      }
      changed |= block.owners[p] != nearest;
      block.owners[p] = nearest;
      block.seconds[p] = second;
    }
    return changed;
  }

  /**
   * Groups points by the nearest mean, where variables count by their variance within clusters: a
   * guess at who owns them.
   *
   * @param points modified
   * @param mixture not modified
   */
  void group(PointBlocks points, MixtureRows mixture) {
    double[] weights = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      for (int k = 0; k < mixture.logMasses.length; k++) {
        weights[i] += StrictMath.exp(mixture.logMasses[k]) * mixture.covariances[k][i][i];
      }
      weights[i] = 1 / weights[i];
    }
    load(mixture.means, weights, points.origin());
    for (int b = 0; b < points.count(); b++) {
      assign(points.get(b));
    }
  }
}
