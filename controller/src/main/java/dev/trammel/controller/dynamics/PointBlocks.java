package dev.trammel.controller.dynamics;

/**
 * Points in rows, and the same points in columns of blocks. Grouping points of one cluster into one
 * block lets {@link MixtureDensity} leave the other clusters early.
 */
final class PointBlocks {

  static final int SIZE = 32;

  private final int dimension;
  private final double[][][] blocks;
  private double[][] rows;
  private double[][] spare;
  private final int[] groups;

  /**
   * @param points a point per row; the points are kept, the order is not
   */
  PointBlocks(double[][] points) {
    dimension = points[0].length;
    rows = points.clone();
    spare = new double[points.length][];
    groups = new int[points.length];
    blocks = new double[(points.length + SIZE - 1) / SIZE][dimension][SIZE];
    fill();
  }

  /** The points in their present order. */
  double[][] rows() {
    return rows;
  }

  int blocks() {
    return blocks.length;
  }

  /** The block's variables in rows, its points in columns. */
  double[][] block(int b) {
    return blocks[b];
  }

  int first(int b) {
    return b * SIZE;
  }

  int count(int b) {
    return Math.min(SIZE, rows.length - first(b));
  }

  /**
   * Orders points by the cluster that has most of them; within a cluster their order stays.
   *
   * @param shares K rows, a point per column in the present order; not modified
   */
  void regroup(double[][] shares) {
    int[] places = new int[shares.length + 1];
    for (int p = 0; p < rows.length; p++) {
      int most = 0;
      for (int k = 1; k < shares.length; k++) {
        most = shares[k][p] > shares[most][p] ? k : most;
      }
      groups[p] = most;
      places[most + 1]++;
    }
    for (int k = 1; k < places.length; k++) {
      places[k] += places[k - 1];
    }
    for (int p = 0; p < rows.length; p++) {
      spare[places[groups[p]]++] = rows[p];
    }
    double[][] before = rows;
    rows = spare;
    spare = before;
    fill();
  }

  private void fill() {
    for (int p = 0; p < rows.length; p++) {
      double[][] block = blocks[p / SIZE];
      for (int i = 0; i < dimension; i++) {
        block[i][p % SIZE] = rows[p][i];
      }
    }
  }
}
