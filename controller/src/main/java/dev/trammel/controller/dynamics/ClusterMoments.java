package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Pencil;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Shape;
import java.util.Arrays;

/**
 * Mean and covariance of points, each weighted by a cluster's share in it. Points with hardly any
 * weight are passed over, which is most of them for one cluster of many. Allocates nothing after
 * construction. Not thread-safe.
 *
 * <pre>
 *   D  b×d  √γ (x − μ), a batch of points        S  d×d  Σ DᵀD, lower triangle
 * </pre>
 */
final class ClusterMoments {

  /** Less than rounding, beside the least mass of a cluster that is kept. */
  private static final double NEGLIGIBLE = 1e-20;

  /** How many points enter the scatter at once. */
  private static final int BATCH = 64;

  private final int dimension;
  private final Products products;
  private final double[][] D;
  private final double[][] S;
  private final Pencil sum;
  private final Shape[] shapes;
  private int pending;

  /**
   * @param dimension d
   */
  ClusterMoments(int dimension, Kernels kernels) {
    this.dimension = dimension;
    products = kernels.products();
    D = Rows.padded(BATCH, dimension);
    S = Rows.padded(dimension, dimension);
    sum = new Pencil(S);
    shapes = new Shape[BATCH + 1];
    for (int count = 0; count <= BATCH; count++) {
      shapes[count] = Shape.lower(dimension, count);
    }
  }

  /** The sum of a cluster's shares. */
  static double mass(PointBlocks blocks, int k) {
    double total = 0;
    for (int b = 0; b < blocks.count(); b++) {
      PointBlock block = blocks.get(b);
      for (int p = 0; block.met[k] && p < block.count; p++) {
        total += block.shares[k][p];
      }
    }
    return total;
  }

  /**
   * Fits to a cluster's points.
   *
   * @param mass the sum of its shares
   * @param mean at least d; modified
   * @param covariance d rows, of the points divided by their mass; modified
   */
  void fit(PointBlocks blocks, int k, double mass, double[] mean, double[][] covariance) {
    Arrays.fill(mean, 0);
    for (int b = 0; b < blocks.count(); b++) {
      PointBlock block = blocks.get(b);
      if (block.met[k]) {
        Rows.addCombination(block.shares[k], block.rows, block.count, mean, dimension);
      }
    }
    centre(mean, mass);
    for (int b = 0; b < blocks.count(); b++) {
      PointBlock block = blocks.get(b);
      if (block.met[k]) {
        add(block.rows, block.shares[k], block.count, mean);
      }
    }
    finish(covariance, mass);
  }

  /**
   * Fits to all points.
   *
   * @param points rows of at least d; not modified
   * @param weights as many as there are points; not modified
   * @param mean at least d; modified
   * @param covariance d rows, of the points divided by their weight; modified
   */
  void fit(double[][] points, double[] weights, double[] mean, double[][] covariance) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    Arrays.fill(mean, 0);
    Rows.addCombination(weights, points, weights.length, mean, dimension);
    centre(mean, total);
    add(points, weights, weights.length, mean);
    finish(covariance, total);
  }

  private void centre(double[] mean, double mass) {
    for (int i = 0; i < dimension; i++) {
      mean[i] /= mass;
      Arrays.fill(S[i], 0);
    }
  }

  private void add(double[][] points, double[] weights, int count, double[] mean) {
    for (int p = 0; p < count; p++) {
      if (weights[p] > NEGLIGIBLE) {
        add(points[p], Math.sqrt(weights[p]), mean);
      }
    }
  }

  private void add(double[] point, double weight, double[] mean) {
    double[] deviation = D[pending];
    int length = Math.min(point.length, Math.min(mean.length, deviation.length));
    for (int i = 0; i < length; i++) {
      deviation[i] = weight * (point[i] - mean[i]);
    }
    pending++;
    if (pending == BATCH) {
      flush();
    }
  }

  private void flush() {
    products.add(shapes[pending], sum, D, D, S);
    pending = 0;
  }

  private void finish(double[][] covariance, double mass) {
    flush();
    double scale = 1 / mass;
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = scale * S[i][j];
        covariance[i][j] = entry;
        covariance[j][i] = entry;
      }
    }
  }
}
