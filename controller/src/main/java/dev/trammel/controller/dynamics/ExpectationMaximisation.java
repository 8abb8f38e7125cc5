package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * EM for a mixture of K Gaussians over N points of d variables (Dempster, Laird and Rubin, 1977).
 *
 * <pre>
 *   γ  K×N  shares of clusters in points      π  K  masses, Σγ / N
 *   μ  K×d  Σ γ x / Σ γ                       Σ  K×d×d  Σ γ (x − μ)(x − μ)ᵀ / Σ γ + floor I
 * </pre>
 *
 * <p>A cluster that has lost its points is put once where points are explained worst. The loops
 * over points allocate nothing. Not thread-safe.
 */
final class ExpectationMaximisation {

  /** A cluster below this part of an even share has lost its points. */
  private static final double LOST = 1e-4;

  private final PointBlocks points;
  private final int count;
  private final MixtureSettings settings;
  private final int dimension;
  private final int clusters;
  private final Cluster[] factors;
  private final MixtureDensity density;
  private final double[][] shares;
  private final double[] logLikelihoods;
  private final double[][] means;
  private final double[][] covariances;
  private final double[] logMasses;
  private final boolean[] rebooted;
  private final ClusterMoments moments;

  ExpectationMaximisation(double[][] points, GaussianMixture start, MixtureSettings settings) {
    this.points = new PointBlocks(points);
    count = points.length;
    this.settings = settings;
    dimension = start.dimension();
    clusters = start.size();
    factors = new Cluster[clusters];
    means = new double[clusters][];
    covariances = new double[clusters][];
    logMasses = new double[clusters];
    for (int k = 0; k < clusters; k++) {
      factors[k] = new Cluster(dimension);
      means[k] = start.components().get(k).mean().data;
      covariances[k] = start.components().get(k).covariance().data;
      logMasses[k] = start.logMasses().get(k);
    }
    density = new MixtureDensity(factors, PointBlocks.SIZE);
    shares = new double[clusters][points.length];
    logLikelihoods = new double[points.length];
    rebooted = new boolean[clusters];
    moments = new ClusterMoments(dimension, points.length);
  }

  MixtureFit run() {
    double before = Double.NEGATIVE_INFINITY;
    GaussianMixture best = mixture();
    for (int i = 0; i < settings.maxIterations(); i++) {
      double logLikelihood = expect();
      if (logLikelihood < before) {
        // the floor under covariances is no part of the likelihood, which may fall at the end
        return new MixtureFit(best, before, i, true);
      }
      best = mixture();
      if (logLikelihood - before < settings.tolerance() * Math.abs(before)) {
        return new MixtureFit(best, logLikelihood, i, true);
      }
      before = maximise() ? logLikelihood : Double.NEGATIVE_INFINITY;
    }
    return new MixtureFit(mixture(), expect(), settings.maxIterations(), false);
  }

  /** Shares of clusters in points under the present mixture; returns the log-likelihood. */
  private double expect() {
    for (int k = 0; k < clusters; k++) {
      factors[k].load(means[k], covariances[k], logMasses[k]);
    }
    points.regroup(shares);
    for (int b = 0; b < points.blocks(); b++) {
      density.evaluate(points.block(b), points.count(b), shares, points.first(b));
    }
    Responsibilities.normalise(shares, count, logLikelihoods);
    double total = 0;
    for (double logLikelihood : logLikelihoods) {
      total += logLikelihood;
    }
    return total;
  }

  /** The mixture that fits the shares; false if a cluster was put elsewhere. */
  private boolean maximise() {
    boolean kept = true;
    double floor = settings.covarianceFloor();
    double least = LOST * count / clusters;
    for (int k = 0; k < clusters; k++) {
      double mass = ClusterMoments.sum(shares[k]);
      if (mass >= least) {
        logMasses[k] = StrictMath.log(mass / count);
        moments.fit(points.rows(), shares[k], means[k], covariances[k]);
        moments.addToDiagonal(covariances[k], floor);
      } else if (!rebooted[k]) {
        reboot(k);
        kept = false;
      }
    }
    normaliseMasses();
    return kept;
  }

  /** Puts a cluster on the point that is explained worst, as wide as all points are. */
  private void reboot(int k) {
    rebooted[k] = true;
    int worst = 0;
    for (int p = 1; p < count; p++) {
      worst = logLikelihoods[p] < logLikelihoods[worst] ? p : worst;
    }
    logLikelihoods[worst] = Double.POSITIVE_INFINITY;
    Arrays.fill(shares[k], 1);
    moments.fit(points.rows(), shares[k], means[k], covariances[k]);
    moments.addToDiagonal(covariances[k], settings.covarianceFloor());
    System.arraycopy(points.rows()[worst], 0, means[k], 0, dimension);
    logMasses[k] = -StrictMath.log(clusters);
  }

  private void normaliseMasses() {
    double total = 0;
    for (double logMass : logMasses) {
      total += StrictMath.exp(logMass);
    }
    for (int k = 0; k < clusters; k++) {
      logMasses[k] -= StrictMath.log(total);
    }
  }

  private GaussianMixture mixture() {
    List<Gaussian> components = new ArrayList<>();
    List<Double> masses = new ArrayList<>();
    for (int k = 0; k < clusters; k++) {
      components.add(new Gaussian(
          DMatrixRMaj.wrap(dimension, 1, means[k]),
          DMatrixRMaj.wrap(dimension, dimension, covariances[k])));
      masses.add(logMasses[k]);
    }
    return new GaussianMixture(components, masses);
  }
}
