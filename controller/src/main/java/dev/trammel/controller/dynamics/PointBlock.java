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

  /** d. */
  final double[] origin;

  int count;

  /** The points, padded. */
  final double[][] rows;

  /** A row of ones, and d rows of points' variables, relative to {@link #origin}. */
  final double[][] columns;

  /** K rows; each cluster's share in each point, where {@link #met}. */
  final double[][] shares;

  /** K; whether a cluster has more than a negligible share in any of the points. */
  final boolean[] met;

  /** The cluster that has most of each point. */
  final int[] owners;

  /** The cluster that has second most of each point; the owner where no other has any. */
  final int[] seconds;

  /** The greatest log of mass times density of a cluster, at each point. */
  final double[] most;

  /** The sum over clusters, relative to that of the greatest, at each point. */
  final double[] totals;

  /**
   * @param origin d, in the middle of points; not modified
   * @param clusters K
   */
  PointBlock(double[] origin, int clusters) {
    this.origin = origin;
    rows = new double[SIZE][];
    columns = Rows.padded(1 + origin.length, SIZE);
    shares = Rows.padded(clusters, SIZE);
    met = new boolean[clusters];
    owners = new int[SIZE];
    seconds = new int[SIZE];
    most = new double[SIZE];
    totals = new double[SIZE];
    Arrays.fill(columns[0], 1);
  }

  /**
   * Adds a point.
   *
   * @param point padded; kept, not modified
   */
  void add(double[] point) {
    rows[count] = point;
    for (int i = 0; i < origin.length; i++) {
      columns[1 + i][count] = point[i] - origin[i];
    }
    count++;
  }

  double logLikelihood(int point) {
    return most[point] + StrictMath.log(totals[point]);
  }
}
