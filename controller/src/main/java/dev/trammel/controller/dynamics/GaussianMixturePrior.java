package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * A mixture over transitions (x, u, x') as prior: the moments of the clusters that a step's points
 * belong to, each by its mean share in them. Thread-safe.
 *
 * <pre>
 *   w_k  mean share of cluster k in the points
 *   μ₀ = Σ w μ_k                 Φ = m (Σ w (Σ_k + (μ_k − μ₀)(μ_k − μ₀)ᵀ))
 * </pre>
 */
public final class GaussianMixturePrior implements DynamicsPrior {

  /** A cluster with a lesser share is left out. */
  private static final double NEGLIGIBLE = 1e-17;

  private final Cluster[] clusters;
  private final double[][][] covariances;
  private final double meanWeight;
  private final double scatterWeight;
  private final NormalInverseWishart initialState;

  /**
   * @param memory what the mixture was fitted to
   * @param strength as how many points the prior counts at a step
   */
  public GaussianMixturePrior(GaussianMixture mixture, TransitionMemory memory, double strength) {
    this(mixture, strength, strength, memory.initialState(strength));
  }

  GaussianMixturePrior(
      GaussianMixture mixture,
      double meanWeight,
      double scatterWeight,
      NormalInverseWishart initialState) {
    this.meanWeight = Require.positive(meanWeight, "prior mean weight");
    this.scatterWeight = Require.positive(scatterWeight, "prior scatter weight");
    this.initialState = initialState;
    clusters = Cluster.of(mixture);
    covariances = new double[clusters.length][][];
    for (int k = 0; k < clusters.length; k++) {
      covariances[k] = mixture.components().get(k).covariance().get2DData();
    }
  }

  @Override
  public NormalInverseWishart at(DMatrixRMaj points, int step) {
    int d = clusters[0].mean.length;
    Require.shape(points, points.numRows, d, "points of step " + step);
    double[] weights = shares(points);
    double[] mean = new double[d];
    for (int k = 0; k < weights.length; k++) {
      for (int i = 0; i < d; i++) {
        mean[i] += weights[k] * clusters[k].mean[i];
      }
    }
    double[][] scatter = new double[d][d];
    double[] deviation = new double[d];
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > NEGLIGIBLE) {
        for (int i = 0; i < d; i++) {
          deviation[i] = clusters[k].mean[i] - mean[i];
        }
        addScatter(meanWeight * weights[k], covariances[k], deviation, scatter);
      }
    }
    return new NormalInverseWishart(
        DMatrixRMaj.wrap(d, 1, mean), new DMatrixRMaj(scatter), meanWeight, scatterWeight);
  }

  private static void addScatter(
      double weight, double[][] covariance, double[] deviation, double[][] scatter) {
    for (int i = 0; i < scatter.length; i++) {
      double[] row = scatter[i];
      double[] entries = covariance[i];
      double factor = weight * deviation[i];
      for (int j = 0; j < row.length; j++) {
        row[j] += weight * entries[j] + factor * deviation[j];
      }
    }
  }

  /** Mean share of each cluster in the points. */
  private double[] shares(DMatrixRMaj points) {
    int count = points.numRows;
    double[][] block = new double[points.numCols][count];
    for (int p = 0; p < count; p++) {
      for (int i = 0; i < points.numCols; i++) {
        block[i][p] = points.data[p * points.numCols + i];
      }
    }
    double[][] shares = new double[clusters.length][count];
    new MixtureDensity(clusters, count).evaluate(block, count, shares, 0);
    Responsibilities.normalise(shares, count, new double[count]);
    double[] means = new double[clusters.length];
    for (int k = 0; k < clusters.length; k++) {
      means[k] = ClusterMoments.sum(shares[k]) / count;
    }
    return means;
  }

  @Override
  public NormalInverseWishart initialState(int stateSize) {
    return initialState;
  }
}
