package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;
import java.util.Arrays;

/**
 * Log-densities of a mixture's clusters at blocks of points.
 *
 * <p>Points are whitened a few variables at a time, all points of a block at once. A cluster is
 * left as soon as no point of the block can owe it more than e⁻⁴⁵ of its likelihood: most clusters
 * are, after a few variables. Allocates nothing after construction. Not thread-safe.
 */
final class MixtureDensity {

  static final double LOG_NEGLIGIBLE = -45;

  /** Variables that are whitened at once, after the first few. */
  private static final int STEP = 8;

  private static final int LANES = 8;

  private final Cluster[] clusters;
  private final int dimension;
  private final Products products;
  private final Shape[][] shapes;
  private final double[][] deviations;
  private final double[][] whitened;
  private final double[] distances;
  private final int[] order;
  private final double[] closeness;

  /**
   * @param clusters may be reloaded between evaluations
   */
  MixtureDensity(Cluster[] clusters, Kernels kernels) {
    this.clusters = clusters;
    dimension = clusters[0].mean.length;
    products = kernels.products();
    deviations = Rows.padded(dimension, PointBlock.SIZE);
    whitened = Rows.padded(dimension, PointBlock.SIZE);
    distances = new double[PointBlock.SIZE];
    order = new int[clusters.length];
    closeness = new double[clusters.length];
    shapes = new Shape[1 + Math.max(0, dimension - Cluster.LEADING + STEP - 1) / STEP]
        [PointBlock.SIZE / LANES + 1];
    for (int s = 0; s < shapes.length; s++) {
      for (int c = 0; c < shapes[s].length; c++) {
        shapes[s][c] = Shape.block(first(s), first(s + 1), 0, c * LANES, first(s + 1));
      }
    }
  }

  /** The first variable of a step. */
  private int first(int step) {
    return step == 0 ? 0 : Math.min(Cluster.LEADING + (step - 1) * STEP, dimension);
  }

  /**
   * Log of mass times density of each cluster at each point, where it is not negligible.
   *
   * @param block receives them as shares, who is met, and the greatest
   */
  void evaluate(PointBlock block) {
    Arrays.fill(block.most, 0, block.count, Double.NEGATIVE_INFINITY);
    sortByCloseness(block);
    for (int k : order) {
      block.met[k] = whiten(block, clusters[k]);
      if (block.met[k]) {
        collect(block, k);
      }
    }
  }

  /** The closest first, so that the others can be left early. */
  private void sortByCloseness(PointBlock block) {
    for (int k = 0; k < clusters.length; k++) {
      closeness[k] = clusters[k].closeness(block.columns);
      int place = k;
      while (place > 0 && closeness[order[place - 1]] < closeness[k]) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = k;
    }
  }

  private void collect(PointBlock block, int k) {
    double[] densities = block.shares[k];
    double[] most = block.most;
    double constant = clusters[k].logDensity(0);
    for (int p = 0; p < block.count; p++) {
      densities[p] = constant - 0.5 * distances[p];
      most[p] = Math.max(most[p], densities[p]);
    }
  }

  /** Squared distances into {@code distances}; false if negligible for all points. */
  private boolean whiten(PointBlock block, Cluster cluster) {
    Arrays.fill(distances, 0, block.count, 0);
    int lanes = (block.count + LANES - 1) / LANES;
    for (int s = 0; s < shapes.length; s++) {
      for (int i = first(s); i < first(s + 1); i++) {
        subtract(block.columns[i], cluster.mean[i], deviations[i], block.count);
      }
      products.multiply(shapes[s][lanes], cluster.whitening, deviations, whitened);
      addSquares(first(s), first(s + 1), block.count);
      if (isNegligible(block, cluster)) {
        return false;
      }
    }
    return true;
  }

  private static void subtract(double[] values, double mean, double[] out, int count) {
    for (int p = 0; p < count; p++) {
      out[p] = values[p] - mean;
    }
  }

  private void addSquares(int from, int to, int count) {
    int i = from;
    for (; i + 3 < to; i += 4) {
      addFourSquares(i, count);
    }
    for (; i < to; i++) {
      double[] z = whitened[i];
      for (int p = 0; p < count; p++) {
        distances[p] += z[p] * z[p];
      }
    }
  }

  private void addFourSquares(int i, int count) {
    double[] sums = distances;
    double[] a = whitened[i];
    double[] b = whitened[i + 1];
    double[] c = whitened[i + 2];
    double[] d = whitened[i + 3];
    for (int p = 0; p < count; p++) {
      sums[p] += (a[p] * a[p] + b[p] * b[p]) + (c[p] * c[p] + d[p] * d[p]);
    }
  }

  /** Distances only grow with further variables, so what is negligible stays so. */
  private boolean isNegligible(PointBlock block, Cluster cluster) {
    double constant = cluster.logDensity(0) - LOG_NEGLIGIBLE;
    for (int p = 0; p < block.count; p++) {
      if (constant - 0.5 * distances[p] > block.most[p]) {
        return false;
      }
    }
    return true;
  }
}
