package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;

/**
 * EM for a mixture of K Gaussians over N points of d variables (Dempster, Laird and Rubin, 1977).
 *
 * <pre>
 *   γ  K×N  shares of clusters in points      π  K  masses, Σγ / N
 *   μ  K×d  Σ γ x / Σ γ                       Σ  K×d×d  Σ γ (x − μ)(x − μ)ᵀ / Σ γ + floor I
 * </pre>
 *
 * <p>A cluster that has lost its points is put once where points are explained worst. Iterations
 * allocate nothing. Not thread-safe.
 */
final class ExpectationMaximisation {

  /** A cluster below this part of an even share has lost its points. */
  private static final double LOST = 1e-4;

  private final PointBlocks points;
  private final MixtureSettings settings;
  private final int dimension;
  private final int clusters;
  private final Cluster[] factors;
  private final InverseFactor factorisation;
  private final MixtureDensity density;
  private final ClusterMoments moments;
  private final boolean[] rebooted;
  private MixtureRows present;
  private MixtureRows other;

  /**
   * @param points should be grouped by cluster; used up
   * @param start used up
   */
  ExpectationMaximisation(
      PointBlocks points, MixtureRows start, MixtureSettings settings, Kernels kernels) {
    this.points = points;
    this.settings = settings;
    present = start;
    clusters = start.means.length;
    dimension = start.dimension();
    other = new MixtureRows(clusters, dimension);
    factors = Cluster.ofSize(clusters, dimension);
    factorisation = new InverseFactor(dimension, kernels);
    density = new MixtureDensity(factors, kernels);
    moments = new ClusterMoments(dimension, kernels);
    rebooted = new boolean[clusters];
  }

  MixtureFit run() {
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < settings.maxIterations(); i++) {
      double logLikelihood = expect();
      if (logLikelihood < before) {
        // the floor under covariances is no part of the likelihood, which may fall at the end
        return new MixtureFit(other.mixture(), before, i, true);
      }
      if (logLikelihood - before < settings.tolerance() * Math.abs(before)) {
        return new MixtureFit(present.mixture(), logLikelihood, i, true);
      }
      before = maximise() ? logLikelihood : Double.NEGATIVE_INFINITY;
    }
    return new MixtureFit(present.mixture(), expect(), settings.maxIterations(), false);
  }

  /** Shares of clusters in points under the present mixture; returns the log-likelihood. */
  double expect() {
    present.factorise(factors, points.origin(), factorisation);
    points.regroup();
    double total = 0;
    for (int b = 0; b < points.count(); b++) {
      density.evaluate(points.get(b));
      total += Responsibilities.normalise(points.get(b));
    }
    return total;
  }

  /** The mixture that fits the shares; false if a cluster was put elsewhere. */
  boolean maximise() {
    boolean kept = true;
    double least = LOST * points.size() / clusters;
    for (int k = 0; k < clusters; k++) {
      double mass = ClusterMoments.mass(points, k);
      if (mass >= least) {
        fit(k, mass);
        other.logMasses[k] = StrictMath.log(mass / points.size());
      } else if (rebooted[k]) {
        other.copy(present, k);
      } else {
        reboot(k);
        kept = false;
      }
    }
    other.normaliseMasses();
    MixtureRows before = present;
    present = other;
    other = before;
    return kept;
  }

  private void fit(int k, double mass) {
    moments.fit(points, k, mass, other.means[k], other.covariances[k]);
    other.addToVariances(k, settings.covarianceFloor());
  }

  /** Puts a cluster on the point that is explained worst, as wide as all points are. */
  private void reboot(int k) {
    rebooted[k] = true;
    double[] worst = points.takeWorst();
    points.shareAll(k);
    fit(k, points.size());
    System.arraycopy(worst, 0, other.means[k], 0, dimension);
    other.logMasses[k] = -StrictMath.log(clusters);
  }
}
