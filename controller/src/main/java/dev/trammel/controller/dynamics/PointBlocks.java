package dev.trammel.controller.dynamics;

import java.util.Arrays;

/**
 * Points in blocks, each of one cluster's own points: {@link MixtureDensity} then leaves the other
 * clusters early. Allocates nothing after construction. Not thread-safe.
 */
final class PointBlocks {

  private final PointBlock[] blocks;
  private final int size;
  private final double[][] sorted;
  private final int[] places;
  private final int clusters;
  private final double[] origin;
  private int used;

  /**
   * @param points a padded point per row; the points are kept, the order is not
   * @param dimension d
   * @param clusters K
   */
  PointBlocks(double[][] points, int dimension, int clusters) {
    origin = mean(points, dimension);
    size = points.length;
    sorted = points.clone();
    places = new int[clusters * clusters + 1];
    this.clusters = clusters;
    blocks = new PointBlock[points.length / PointBlock.SIZE + clusters];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new PointBlock(origin, clusters);
    }
    Arrays.fill(places, size);
    fill();
  }

  private static double[] mean(double[][] points, int dimension) {
    double[] mean = new double[dimension];
    for (double[] point : points) {
      for (int i = 0; i < dimension; i++) {
        mean[i] += point[i];
      }
    }
    for (int i = 0; i < dimension; i++) {
      mean[i] /= points.length;
    }
    return mean;
  }

  /** The mean of all points. */
  double[] origin() {
    return origin;
  }

  /** Number of points. */
  int size() {
    return size;
  }

  /** Number of blocks at present. */
  int count() {
    return used;
  }

  PointBlock get(int b) {
    return blocks[b];
  }

  /**
   * Orders points by their owners, and by who has second most of them, so that a block's points have
   * neighbours in common; else their order stays.
   */
  void regroup() {
    Arrays.fill(places, 0);
    for (int b = 0; b < used; b++) {
      for (int p = 0; p < blocks[b].count; p++) {
        places[group(blocks[b], p) + 1]++;
      }
    }
    for (int k = 1; k < places.length; k++) {
      places[k] += places[k - 1];
    }
    for (int b = 0; b < used; b++) {
      for (int p = 0; p < blocks[b].count; p++) {
        sorted[places[group(blocks[b], p)]++] = blocks[b].rows[p];
      }
    }
    fill();
  }

  private int group(PointBlock block, int p) {
    return block.owners[p] * clusters + block.seconds[p];
  }

  /** One block after the other, a new one where another owner's points begin. */
  private void fill() {
    used = 0;
    int next = 0;
    for (int k = 0; k < clusters; k++) {
      // each place has moved to where its group's points end
      int end = places[(k + 1) * clusters - 1];
      for (int p = next; p < end; p++) {
        if ((p - next) % PointBlock.SIZE == 0) {
          blocks[used].count = 0;
          used++;
        }
        blocks[used - 1].owners[blocks[used - 1].count] = k;
        blocks[used - 1].add(sorted[p]);
      }
      next = end;
    }
  }

  /** Makes every point wholly a cluster's, as far as that cluster knows. */
  void shareAll(int k) {
    for (int b = 0; b < used; b++) {
      blocks[b].met[k] = true;
      Arrays.fill(blocks[b].shares[k], 0, blocks[b].count, 1);
    }
  }

  /** Makes a cluster's own points wholly and solely its; returns their number. */
  int shareOwned(int k) {
    int total = 0;
    for (int b = 0; b < used; b++) {
      PointBlock block = blocks[b];
      block.met[k] = block.owners[0] == k;
      if (block.met[k]) {
        Arrays.fill(block.shares[k], 0, block.count, 1);
        total += block.count;
      }
    }
    return total;
  }

  /** The point with the least likelihood, of those that were not taken since it was computed. */
  double[] takeWorst() {
    PointBlock worst = blocks[0];
    int place = 0;
    for (int b = 0; b < used; b++) {
      for (int p = 0; p < blocks[b].count; p++) {
        if (blocks[b].logLikelihood(p) < worst.logLikelihood(place)) {
          worst = blocks[b];
          place = p;
        }
      }
    }
    worst.most[place] = Double.POSITIVE_INFINITY;
    return worst.rows[place];
  }
}
