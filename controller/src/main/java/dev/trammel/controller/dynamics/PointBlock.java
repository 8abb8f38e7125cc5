package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;

/**
 * A few points, in rows and in columns, and what a mixture says of them. Mutable workspace; what
 * stands in columns beyond the number of points is undefined.
 */
final class PointBlock {

  /** Most points; two blocks of {@code d} rows stay in a core's nearest cache. */
  static final int SIZE = 48;

  private final int dimension;

  int count;

  /** The points, padded. */
  final double[][] rows;

  /** d rows of points' variables, and one of ones. */
  final double[][] columns;

  /** K rows; each cluster's share in each point, where {@link #met}. */
  final double[][] shares;

  /** K; whether a cluster has more than a negligible share in any of the points. */
  final boolean[] met;

  /** The cluster that has most of each point. */
  final int[] owners;

  /** The greatest log of mass times density of a cluster, at each point. */
  final double[] most;

  /** The sum over clusters, relative to that of the greatest, at each point. */
  final double[] totals;

  /**
   * @param dimension d
   * @param clusters K
   */
  PointBlock(int dimension, int clusters) {
    this.dimension = dimension;
    rows = new double[SIZE][];
    columns = Rows.padded(dimension + 1, SIZE);
    shares = Rows.padded(clusters, SIZE);
    met = new boolean[clusters];
    owners = new int[SIZE];
    most = new double[SIZE];
    totals = new double[SIZE];
    Arrays.fill(columns[dimension], 1);
  }

  /**
   * Adds a point.
   *
   * @param point padded; kept, not modified
   */
  void add(double[] point) {
    rows[count] = point;
    for (int i = 0; i < dimension; i++) {
      columns[i][count] = point[i];
    }
    count++;
  }

  double logLikelihood(int point) {
    return most[point] + StrictMath.log(totals[point]);
  }
}
