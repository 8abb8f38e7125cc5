package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Remembered transitions, found and weighted by how near their (x, u) is. Thread-safe. */
final class Neighbourhood {

  /** Beyond so many times the effective number the kernel is as good as zero. */
  private static final int REACH = 8;

  /** Part of each variance that is added to the metric, so that no direction of it vanishes. */
  private static final double RIDGE = 1e-3;

  private final double[][] rows;
  private final int conditionSize;
  private final Cluster metric;
  private final double[][] whitened;

  /**
   * @param rows transitions (x, u, x'); kept
   * @param conditionSize q, the entries of (x, u)
   */
  Neighbourhood(double[][] rows, int conditionSize) {
    this.rows = rows;
    this.conditionSize = conditionSize;
    metric = metric();
    whitened = new double[conditionSize][rows.length];
    double[] z = new double[conditionSize];
    for (int p = 0; p < rows.length; p++) {
      metric.whiten(rows[p], z);
      for (int i = 0; i < conditionSize; i++) {
        whitened[i][p] = z[i];
      }
    }
  }

  /** q. */
  int conditionSize() {
    return conditionSize;
  }

  private Cluster metric() {
    double[] ones = new double[rows.length];
    Arrays.fill(ones, 1);
    double[] mean = new double[conditionSize];
    double[][] covariance = new double[conditionSize][conditionSize];
    new ClusterMoments(conditionSize, Kernels.rows()).fit(rows, ones, mean, covariance);
    for (int i = 0; i < conditionSize; i++) {
      double variance = covariance[i][i];
      // what never varied does not tell points apart
      covariance[i][i] += variance > 0 ? RIDGE * variance : 1;
    }
    Cluster cluster = new Cluster(conditionSize);
    cluster.load(
        mean,
        covariance,
        0,
        new double[conditionSize],
        new InverseFactor(conditionSize, Kernels.rows()));
    return cluster;
  }

  /**
   * Weighted moments as a prior.
   *
   * @param centre q; not modified
   * @param strength as how many points it counts
   */
  NormalInverseWishart moments(double[] centre, double effectiveSamples, double strength) {
    double[] distances = squaredDistances(centre);
    int reach = (int) Math.min(rows.length, Math.ceil(REACH * effectiveSamples));
    double farthest = Selection.smallest(distances.clone(), reach);
    double[][] near = new double[reach][];
    double[] gaps = new double[reach];
    int count = 0;
    for (int p = 0; p < rows.length && count < reach; p++) {
      if (distances[p] <= farthest) {
        near[count] = rows[p];
        gaps[count] = distances[p];
        count++;
      }
    }
    double[] weights = new KernelBandwidth(gaps).weights(effectiveSamples);
    int d = rows[0].length;
    double[] mean = new double[d];
    double[][] covariance = new double[d][d];
    new ClusterMoments(d, Kernels.rows()).fit(near, weights, mean, covariance);
    DMatrixRMaj scatter = new DMatrixRMaj(covariance);
    CommonOps_DDRM.scale(strength, scatter);
    return new NormalInverseWishart(DMatrixRMaj.wrap(d, 1, mean), scatter, strength, strength);
  }

  private double[] squaredDistances(double[] centre) {
    double[] z = new double[conditionSize];
    metric.whiten(centre, z);
    double[] distances = new double[rows.length];
    for (int i = 0; i < conditionSize; i++) {
      double[] row = whitened[i];
      double at = z[i];
      for (int p = 0; p < distances.length; p++) {
        distances[p] += (row[p] - at) * (row[p] - at);
      }
    }
    return distances;
  }
}
