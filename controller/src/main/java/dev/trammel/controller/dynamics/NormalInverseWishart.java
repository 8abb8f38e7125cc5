package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A normal-inverse-Wishart distribution over the mean and covariance of d variables: what is
 * believed of a Gaussian before its points are seen (Murphy, "Conjugate Bayesian analysis of the
 * Gaussian distribution", 2007, section 9).
 *
 * <pre>
 *   mean    d×1  μ₀, the believed mean
 *   scatter d×d  Φ, the believed sum of squared deviations; symmetric ≥ 0
 *   meanWeight    m ≥ 0, as how many points the mean counts
 *   scatterWeight n₀, as how many points the scatter counts; a covariance is Φ/n₀
 * </pre>
 *
 * <p>Built once, then read only; its matrices are not modified by anyone who receives them.
 */
public final class NormalInverseWishart {

  public final DMatrixRMaj mean;

  public final DMatrixRMaj scatter;

  public final double meanWeight;

  /** May be negative: minus the number of unknowns makes a flat prior's covariance unbiased. */
  public final double scatterWeight;

  public NormalInverseWishart(
      DMatrixRMaj mean, DMatrixRMaj scatter, double meanWeight, double scatterWeight) {
    int d = mean.numRows;
    this.mean = Require.finite(Require.shape(mean, d, 1, "prior mean"), "prior mean");
    this.scatter = Require.finite(Require.shape(scatter, d, d, "prior scatter"), "prior scatter");
    this.meanWeight = Require.nonNegative(meanWeight, "prior mean weight");
    this.scatterWeight = Require.finite(scatterWeight, "prior scatter weight");
  }

  /** Knows nothing of d variables: no mean, no scatter. */
  public static NormalInverseWishart flat(int size, double scatterWeight) {
    return new NormalInverseWishart(
        new DMatrixRMaj(size, 1), new DMatrixRMaj(size, size), 0, scatterWeight);
  }

  /** d. */
  public int size() {
    return mean.numRows;
  }

  /** Whether it says nothing of where points lie or how they spread. */
  public boolean isFlat() {
    return meanWeight == 0 && CommonOps_DDRM.elementMaxAbs(scatter) == 0;
  }

  /**
   * What is believed after points were seen.
   *
   * @param points N×d, a point per row; not modified
   * @param weights N, as how many points each one counts; not modified
   */
  public NormalInverseWishart posterior(DMatrixRMaj points, double[] weights) {
    int d = size();
    Require.shape(points, weights.length, d, "points");
    double total = 0;
    DMatrixRMaj sum = new DMatrixRMaj(d, 1);
    for (int i = 0; i < weights.length; i++) {
      total += Require.positive(weights[i], "weight of point " + i);
      for (int r = 0; r < d; r++) {
        sum.data[r] += weights[i] * points.data[i * d + r];
      }
    }
    Require.positive(total, "weight of all points");
    // x̄ = Σ w x / W,   Φ' = Φ + Σ w (x − x̄)(x − x̄)ᵀ + W m / (W + m) (x̄ − μ₀)(x̄ − μ₀)ᵀ
    CommonOps_DDRM.divide(sum, total);
    DMatrixRMaj updated = scatter.copy();
    DMatrixRMaj deviation = new DMatrixRMaj(d, 1);
    for (int i = 0; i < weights.length; i++) {
      for (int r = 0; r < d; r++) {
        deviation.data[r] = points.data[i * d + r] - sum.data[r];
      }
      CommonOps_DDRM.multAddTransB(weights[i], deviation, deviation, updated);
    }
    CommonOps_DDRM.subtract(sum, mean, deviation);
    double pull = total * meanWeight / (total + meanWeight);
    CommonOps_DDRM.multAddTransB(pull, deviation, deviation, updated);
    // μ' = (m μ₀ + W x̄) / (m + W)
    DMatrixRMaj updatedMean = new DMatrixRMaj(d, 1);
    CommonOps_DDRM.add(
        meanWeight / (total + meanWeight), mean, total / (total + meanWeight), sum, updatedMean);
    return new NormalInverseWishart(
        updatedMean, updated, meanWeight + total, scatterWeight + total);
  }

  /** The Gaussian it believes in most: N(μ₀, Φ/n₀); n₀ must be positive. */
  public Gaussian mode() {
    Require.positive(scatterWeight, "scatter weight");
    DMatrixRMaj covariance = new DMatrixRMaj(size(), size());
    CommonOps_DDRM.divide(scatter, scatterWeight, covariance);
    return new Gaussian(mean, covariance);
  }
}
