package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * First clusters for expectation maximisation: k-means++ (Arthur and Vassilvitskii, 2007) and a few
 * rounds of k-means, on variables scaled to unit variance.
 */
final class ClusterSeeds {

  private static final int ROUNDS = 5;

  private final double[][] points;
  private final double[][] scaled;
  private final int clusters;
  private final int dimension;
  private final double covarianceFloor;
  private final double[] variance;

  ClusterSeeds(double[][] points, int clusters, double covarianceFloor) {
    this.points = points;
    this.clusters = clusters;
    this.covarianceFloor = covarianceFloor;
    dimension = points[0].length;
    variance = new double[dimension];
    scaled = scale();
  }

  GaussianMixture mixture(long seed) {
    double[][] centres = spread(new SplittableRandom(seed));
    int[] nearest = new int[points.length];
    for (int round = 0; round < ROUNDS; round++) {
      assign(centres, nearest);
      move(centres, nearest);
    }
    assign(centres, nearest);
    return mixture(nearest);
  }

  private double[][] scale() {
    double[] mean = new double[dimension];
    for (double[] point : points) {
      for (int i = 0; i < dimension; i++) {
        mean[i] += point[i] / points.length;
      }
    }
    for (double[] point : points) {
      for (int i = 0; i < dimension; i++) {
        variance[i] += (point[i] - mean[i]) * (point[i] - mean[i]) / points.length;
      }
    }
    double[][] rows = new double[points.length][dimension];
    for (int p = 0; p < points.length; p++) {
      for (int i = 0; i < dimension; i++) {
        rows[p][i] = (points[p][i] - mean[i]) / Math.sqrt(variance[i] + covarianceFloor);
      }
    }
    return rows;
  }

  /** Points far from those chosen are likely to be chosen next. */
  private double[][] spread(SplittableRandom random) {
    double[][] centres = new double[clusters][];
    double[] distance = new double[points.length];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    centres[0] = scaled[random.nextInt(points.length)].clone();
    for (int k = 1; k < clusters; k++) {
      double total = 0;
      for (int p = 0; p < points.length; p++) {
        distance[p] = Math.min(distance[p], squaredDistance(scaled[p], centres[k - 1]));
        total += distance[p];
      }
      centres[k] = scaled[draw(distance, random.nextDouble() * total)].clone();
    }
    return centres;
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

  private void assign(double[][] centres, int[] nearest) {
    for (int p = 0; p < points.length; p++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < clusters; k++) {
        double distance = squaredDistance(scaled[p], centres[k]);
        if (distance < least) {
          least = distance;
          nearest[p] = k;
        }
      }
    }
  }

  /** Each centre to the mean of its points; one without points stays. */
  private void move(double[][] centres, int[] nearest) {
    double[][] sums = new double[clusters][dimension];
    int[] counts = new int[clusters];
    for (int p = 0; p < points.length; p++) {
      counts[nearest[p]]++;
      for (int i = 0; i < dimension; i++) {
        sums[nearest[p]][i] += scaled[p][i];
      }
    }
    for (int k = 0; k < clusters; k++) {
      for (int i = 0; i < dimension && counts[k] > 0; i++) {
        centres[k][i] = sums[k][i] / counts[k];
      }
    }
  }

  private static double squaredDistance(double[] a, double[] b) {
    double total = 0;
    for (int i = 0; i < a.length; i++) {
      total += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return total;
  }

  /**
   * Clusters of the assigned points. A covariance of few points leans on the variance of all: as if
   * d more points had it, at an even share of each variable's spread.
   */
  private GaussianMixture mixture(int[] nearest) {
    List<Gaussian> components = new ArrayList<>();
    List<Double> logMasses = new ArrayList<>();
    ClusterMoments moments = new ClusterMoments(dimension, points.length);
    double[] covariance = new double[dimension * dimension];
    for (int k = 0; k < clusters; k++) {
      double[] members = new double[points.length];
      for (int p = 0; p < points.length; p++) {
        members[p] = nearest[p] == k ? 1 : 0;
      }
      double count = ClusterMoments.sum(members);
      if (count == 0) {
        Arrays.fill(members, 1);
      }
      double[] mean = new double[dimension];
      moments.fit(points, members, mean, covariance);
      lean(covariance, count);
      components.add(new Gaussian(
          DMatrixRMaj.wrap(dimension, 1, mean),
          DMatrixRMaj.wrap(dimension, dimension, covariance)));
      logMasses.add(StrictMath.log((count + 1) / (points.length + clusters)));
    }
    return new GaussianMixture(components, logMasses);
  }

  private void lean(double[] covariance, double count) {
    double own = count / (count + dimension);
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] *= own;
    }
    for (int i = 0; i < dimension; i++) {
      covariance[i * dimension + i] += (1 - own) * variance[i] / clusters + covarianceFloor;
    }
  }
}
