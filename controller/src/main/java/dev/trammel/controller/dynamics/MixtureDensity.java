package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;
import java.util.Arrays;

/**
 * Log-densities of a mixture's clusters at blocks of points.
 *
 * <p>A cluster is left as soon as no point of the block can owe it more than e⁻⁴⁰ of its likelihood,
 * beside the cluster that owns the block's first point: most are, after a look at the first few
 * variables. The others whiten all points of a block at once, a few variables at a time. Allocates
 * nothing after construction. Not thread-safe.
 */
final class MixtureDensity {

  static final double LOG_NEGLIGIBLE = -40;

  /** Variables that a first look at a cluster takes in; most go no further. */
  private static final int FIRST = 4;

  /** Variables that are whitened at once after that. */
  private static final int STEP = 8;

  private static final int LANES = 8;

  private final Cluster[] clusters;
  private final int dimension;
  private final Products products;
  private final int[] ends;
  private final Shape[][] shapes;
  private final double[][] whitened;
  private final double[] distances;
  private final double[] limits;

  /** Points that are looked at, and padding up to whole vectors. */
  private int width;

  /**
   * @param clusters may be reloaded between evaluations
   */
  MixtureDensity(Cluster[] clusters, Kernels kernels) {
    this.clusters = clusters;
    dimension = clusters[0].dimension();
    products = kernels.products();
    whitened = Rows.padded(dimension, PointBlock.SIZE);
    distances = new double[PointBlock.SIZE];
    limits = new double[PointBlock.SIZE];
    ends = new int[1 + Math.max(0, dimension - FIRST + STEP - 1) / STEP];
    shapes = new Shape[ends.length][PointBlock.SIZE / LANES + 1];
    int first = 0;
    for (int s = 0; s < ends.length; s++) {
      ends[s] = Math.min(FIRST + s * STEP, dimension);
      for (int c = 0; c < shapes[s].length; c++) {
        shapes[s][c] = Shape.rows(first, ends[s], c * LANES, 1 + ends[s]);
      }
      first = ends[s];
    }
  }

  /** Makes the cluster that is likely to have made the first point of a block its owner. */
  void guessOwner(PointBlock block) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < clusters.length; k++) {
      double closeness = clusters[k].closeness(block.columns);
      if (closeness > most) {
        most = closeness;
        block.owners[0] = k;
      }
    }
  }

  /**
   * Log of mass times density of each cluster at each point, where it is not negligible.
   *
   * @param block receives them as shares, who is met, and the greatest; the owner of its first point
   *     had better be right
   */
  void evaluate(PointBlock block) {
    Arrays.fill(block.most, 0, block.count, Double.NEGATIVE_INFINITY);
    int owner = block.owners[0];
    evaluate(block, owner);
    for (int k = 0; k < clusters.length; k++) {
      if (k != owner) {
        evaluate(block, k);
      }
    }
  }

  private void evaluate(PointBlock block, int k) {
    Cluster cluster = clusters[k];
    limit(cluster.logDensity(0) - LOG_NEGLIGIBLE, block);
    int reach = whiten(block, cluster);
    block.met[k] = reach > 0;
    if (block.met[k]) {
      collect(block, reach, cluster.logDensity(0), block.shares[k]);
    }
  }

  /** Squared distances beyond which points owe a cluster a negligible part. */
  private void limit(double constant, PointBlock block) {
    double[] most = block.most;
    width = width(block.count);
    for (int p = 0; p < width; p++) {
      limits[p] = 2 * (constant - most[p]);
    }
  }

  private static int width(int count) {
    return (count + LANES - 1) / LANES * LANES;
  }

  /**
   * Squared distances into {@code distances}, up to the last point that is within its limit.
   * Distances only grow with further variables, so what is negligible stays so.
   *
   * @return the number of points up to that one
   */
  private int whiten(PointBlock block, Cluster cluster) {
    Arrays.fill(distances, 0, width, 0);
    int reach = block.count;
    int first = 0;
    for (int s = 0; reach > 0 && s < ends.length; s++) {
      width = width(reach);
      products.multiply(shapes[s][width / LANES], cluster.map, block.columns, whitened);
      addSquares(first, ends[s]);
      while (reach > 0 && distances[reach - 1] >= limits[reach - 1]) {
        reach--;
      }
      first = ends[s];
    }
    return reach;
  }

  private void addSquares(int from, int to) {
    int i = from;
    for (; i + 3 < to; i += 4) {
      addFourSquares(distances, whitened[i], whitened[i + 1], whitened[i + 2], whitened[i + 3]);
    }
    for (; i < to; i++) {
      double[] z = whitened[i];
      for (int p = 0; p < width; p++) {
        distances[p] += z[p] * z[p];
      }
    }
  }

  private void addFourSquares(double[] sums, double[] a, double[] b, double[] c, double[] d) {
    for (int p = 0; p < width; p++) {
      sums[p] += (a[p] * a[p] + b[p] * b[p]) + (c[p] * c[p] + d[p] * d[p]);
    }
  }

  private void collect(PointBlock block, int reach, double constant, double[] densities) {
    double[] most = block.most;
    Arrays.fill(densities, reach, block.count, Double.NEGATIVE_INFINITY);
    for (int p = 0; p < reach; p++) {
      densities[p] = constant - 0.5 * distances[p];
      most[p] = Math.max(most[p], densities[p]);
    }
  }
}
