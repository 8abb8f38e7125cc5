package dev.trammel.controller.dynamics;

import java.util.Arrays;

/**
 * Log-densities of a mixture's clusters at blocks of points.
 *
 * <p>A block holds variables in rows and points in columns, so that forward substitution runs over
 * all points at once. A cluster is left as soon as no point of the block can owe it more than
 * e⁻⁴⁵ of its likelihood: most clusters are, after a few variables. Not thread-safe.
 */
final class MixtureDensity {

  private static final double LOG_NEGLIGIBLE = -45;

  private final Cluster[] clusters;
  private final double[][] whitened;
  private final double[] distances;
  private final double[] best;
  private final int[] order;
  private final double[] closeness;
  private final RowSum sum;

  /**
   * @param clusters may be reloaded between evaluations
   * @param capacity most points of a block
   */
  MixtureDensity(Cluster[] clusters, int capacity) {
    this.clusters = clusters;
    int dimension = clusters[0].mean.length;
    whitened = new double[dimension][capacity];
    distances = new double[capacity];
    best = new double[capacity];
    order = new int[clusters.length];
    closeness = new double[clusters.length];
    sum = new RowSum(dimension);
  }

  /**
   * Log of mass times density of each cluster at each point; −∞ where it is negligible.
   *
   * @param block d rows of at least {@code count} points; not modified
   * @param out K rows from column {@code first}; modified
   */
  void evaluate(double[][] block, int count, double[][] out, int first) {
    Arrays.fill(best, 0, count, Double.NEGATIVE_INFINITY);
    sortByCloseness(block);
    for (int k : order) {
      if (whiten(block, count, clusters[k])) {
        for (int p = 0; p < count; p++) {
          out[k][first + p] = clusters[k].logDensity(distances[p]);
          best[p] = Math.max(best[p], out[k][first + p]);
        }
      } else {
        Arrays.fill(out[k], first, first + count, Double.NEGATIVE_INFINITY);
      }
    }
  }

  /** The closest first, so that the others can be left early. */
  private void sortByCloseness(double[][] block) {
    for (int k = 0; k < clusters.length; k++) {
      closeness[k] = clusters[k].closeness(block);
      int place = k;
      while (place > 0 && closeness[order[place - 1]] < closeness[k]) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = k;
    }
  }

  /** Squared distances into {@code distances}; false if negligible for all points. */
  private boolean whiten(double[][] block, int count, Cluster cluster) {
    Arrays.fill(distances, 0, count, 0);
    for (int i = 0; i < whitened.length; i++) {
      double[] row = whitened[i];
      double[] x = block[i];
      double mean = cluster.mean[i];
      for (int p = 0; p < count; p++) {
        row[p] = x[p] - mean;
      }
      sum.clear();
      double[] factor = cluster.factor[i];
      for (int j = 0; j < i; j++) {
        sum.collect(-factor[j], j);
      }
      sum.addTo(whitened, row, 0, count);
      double inverse = cluster.inverseDiagonal[i];
      for (int p = 0; p < count; p++) {
        row[p] *= inverse;
        distances[p] += row[p] * row[p];
      }
      if (i % 4 == 3 && isNegligible(count, cluster)) {
        return false;
      }
    }
    return true;
  }

  /** Distances only grow with further variables, so what is negligible stays so. */
  private boolean isNegligible(int count, Cluster cluster) {
    for (int p = 0; p < count; p++) {
      if (cluster.logDensity(distances[p]) > best[p] + LOG_NEGLIGIBLE) {
        return false;
      }
    }
    return true;
  }
}
