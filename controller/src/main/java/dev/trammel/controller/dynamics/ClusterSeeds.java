package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * First clusters for expectation maximisation: k-means++ (Arthur and Vassilvitskii, 2007) and a few
 * rounds of k-means, on variables scaled to unit variance.
 */
final class ClusterSeeds {

  private static final int ROUNDS = 5;

  private final double[][] points;
  private final PointBlocks own;
  private final int dimension;
  private final int clusters;
  private final double covarianceFloor;
  private final Kernels kernels;
  private final double[] variance;
  private final double[][] scaled;
  private final PointBlocks blocks;
  private final double[][] centres;

  /**
   * @param points a point per row; not modified
   * @param own the same points in the same order; grouped by cluster when done
   */
  ClusterSeeds(
      double[][] points, PointBlocks own, int clusters, double covarianceFloor, Kernels kernels) {
    this.points = points;
    this.own = own;
    dimension = own.origin().length;
    this.clusters = clusters;
    this.covarianceFloor = covarianceFloor;
    this.kernels = kernels;
    variance = new double[dimension];
    scaled = scale(own.origin());
    blocks = new PointBlocks(scaled, dimension, clusters);
    centres = Rows.padded(clusters, dimension);
  }

  MixtureRows mixture(long seed) {
    spread(new SplittableRandom(seed));
    NearestCentres nearest = new NearestCentres(clusters, dimension, kernels);
    double[] weights = new double[dimension];
    Arrays.fill(weights, 1);
    boolean moved = true;
    for (int round = 0; moved && round <= ROUNDS; round++) {
      nearest.load(centres, weights, blocks.origin());
      moved = false;
      for (int b = 0; b < blocks.count(); b++) {
        moved |= nearest.assign(blocks.get(b));
      }
      if (moved && round < ROUNDS) {
        moveCentres();
      }
    }
    return clusters();
  }

  private double[][] scale(double[] mean) {
    for (double[] point : points) {
      for (int i = 0; i < dimension; i++) {
        variance[i] += (point[i] - mean[i]) * (point[i] - mean[i]);
      }
    }
    double[] scales = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      variance[i] /= points.length;
      scales[i] = 1 / Math.sqrt(variance[i] + covarianceFloor);
    }
    double[][] rows = Rows.padded(points.length, dimension);
    for (int p = 0; p < points.length; p++) {
      double[] row = rows[p];
      double[] point = points[p];
      for (int i = 0; i < dimension; i++) {
        row[i] = scales[i] * (point[i] - mean[i]);
      }
    }
    return rows;
  }

  /** Points far from those chosen are likely to be chosen next. */
  private void spread(SplittableRandom random) {
    double[] nearest = new double[points.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int chosen = random.nextInt(points.length);
    for (int k = 0; k < clusters; k++) {
      System.arraycopy(scaled[chosen], 0, centres[k], 0, dimension);
      double total = 0;
      double[] distances = new double[PointBlock.SIZE];
      for (int b = 0; b < blocks.count(); b++) {
        squaredDistances(blocks.get(b), centres[k], distances);
        for (int p = 0; p < blocks.get(b).count; p++) {
          int place = b * PointBlock.SIZE + p;
          nearest[place] = Math.min(nearest[place], distances[p]);
          total += nearest[place];
        }
      }
      if (k + 1 < clusters) {
        chosen = draw(nearest, random.nextDouble() * total);
      }
    }
  }

  private void squaredDistances(PointBlock block, double[] centre, double[] out) {
    Arrays.fill(out, 0);
    for (int i = 0; i < dimension; i++) {
      double[] x = block.columns[1 + i];
      double c = centre[i] - block.origin[i];
      for (int p = 0; p < out.length; p++) {
        out[p] += (x[p] - c) * (x[p] - c);
      }
    }
  }

  private static int draw(double[] weights, double target) {
    double reached = 0;
    for (int p = 0; p < weights.length; p++) {
      reached += weights[p];
      if (reached > target) {
        return p;
      }
    }
    return weights.length - 1;
  }

  /** Each centre to the mean of its points; one without points stays. */
  private void moveCentres() {
    double[][] sums = new double[clusters][dimension];
    int[] counts = new int[clusters];
    for (int b = 0; b < blocks.count(); b++) {
      PointBlock block = blocks.get(b);
      for (int p = 0; p < block.count; p++) {
        counts[block.owners[p]]++;
        double[] sum = sums[block.owners[p]];
        double[] point = block.rows[p];
        for (int i = 0; i < dimension; i++) {
          sum[i] += point[i];
        }
      }
    }
    for (int k = 0; k < clusters; k++) {
      for (int i = 0; i < dimension && counts[k] > 0; i++) {
        centres[k][i] = sums[k][i] / counts[k];
      }
    }
  }

  /**
   * Clusters of the assigned points. A covariance of few points leans on the variance of all: as if
   * d more points had it, at an even share of each variable's spread.
   */
  private MixtureRows clusters() {
    for (int b = 0; b < blocks.count(); b++) {
      System.arraycopy(blocks.get(b).owners, 0, own.get(b).owners, 0, blocks.get(b).count);
      System.arraycopy(blocks.get(b).seconds, 0, own.get(b).seconds, 0, blocks.get(b).count);
    }
    own.regroup();
    MixtureRows mixture = new MixtureRows(clusters, dimension);
    ClusterMoments moments = new ClusterMoments(dimension, kernels);
    for (int k = 0; k < clusters; k++) {
      int count = own.shareOwned(k);
      if (count == 0) {
        own.shareAll(k);
      }
      double mass = ClusterMoments.mass(own, k);
      moments.fit(own, k, mass, mixture.means[k], mixture.covariances[k]);
      lean(mixture.covariances[k], count);
      mixture.logMasses[k] = StrictMath.log((count + 1.0) / (points.length + clusters));
    }
    return mixture;
  }

  private void lean(double[][] covariance, double count) {
    double own = count / (count + dimension);
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        covariance[i][j] *= own;
      }
      covariance[i][i] += (1 - own) * variance[i] / clusters + covarianceFloor;
    }
  }
}
