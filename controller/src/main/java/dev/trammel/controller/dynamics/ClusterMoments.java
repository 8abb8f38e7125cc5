package dev.trammel.controller.dynamics;

import java.util.Arrays;

/**
 * Weighted mean and covariance of points. Points with hardly any weight are passed over, which is
 * most of them for one cluster of many. Allocates nothing after construction. Not thread-safe.
 */
final class ClusterMoments {

  /** Less than rounding, beside the least mass of a cluster that is kept. */
  private static final double NEGLIGIBLE = 1e-20;

  /** How many points enter the scatter at once. */
  private static final int BATCH = 16;

  private final int dimension;
  private final int[] active;
  private final double[][] deviations;
  private final double[][] scatter;
  private final RowSum sum;
  private int pending;
  private final double[] pendingWeights;

  ClusterMoments(int dimension, int capacity) {
    this.dimension = dimension;
    active = new int[capacity];
    deviations = new double[BATCH][dimension];
    sum = new RowSum(BATCH);
    pendingWeights = new double[BATCH];
    scatter = new double[dimension][dimension];
  }

  static double sum(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    return total;
  }

  /**
   * Fits.
   *
   * @param mean d; modified
   * @param covariance d×d in rows, of the points divided by their weight; modified
   */
  void fit(double[][] points, double[] weights, double[] mean, double[] covariance) {
    int count = 0;
    double total = 0;
    Arrays.fill(mean, 0);
    for (int p = 0; p < points.length; p++) {
      if (weights[p] > NEGLIGIBLE) {
        active[count++] = p;
        total += weights[p];
        for (int i = 0; i < dimension; i++) {
          mean[i] += weights[p] * points[p][i];
        }
      }
    }
    for (int i = 0; i < dimension; i++) {
      mean[i] /= total;
      Arrays.fill(scatter[i], 0);
    }
    for (int a = 0; a < count; a++) {
      add(points[active[a]], weights[active[a]], mean);
    }
    flush();
    copyTo(covariance, total);
  }

  private void add(double[] point, double weight, double[] mean) {
    double[] deviation = deviations[pending];
    for (int i = 0; i < dimension; i++) {
      deviation[i] = point[i] - mean[i];
    }
    pendingWeights[pending] = weight;
    pending++;
    if (pending == BATCH) {
      flush();
    }
  }

  /** Adds the pending deviations' products to the upper triangle. */
  private void flush() {
    for (int i = 0; i < dimension; i++) {
      sum.clear();
      for (int p = 0; p < pending; p++) {
        sum.collect(pendingWeights[p] * deviations[p][i], p);
      }
      sum.addTo(deviations, scatter[i], i, dimension);
    }
    pending = 0;
  }

  private void copyTo(double[] covariance, double total) {
    for (int i = 0; i < dimension; i++) {
      for (int j = i; j < dimension; j++) {
        double entry = scatter[i][j] / total;
        covariance[i * dimension + j] = entry;
        covariance[j * dimension + i] = entry;
      }
    }
  }

  void addToDiagonal(double[] covariance, double value) {
    for (int i = 0; i < dimension; i++) {
      covariance[i * dimension + i] += value;
    }
  }
}
