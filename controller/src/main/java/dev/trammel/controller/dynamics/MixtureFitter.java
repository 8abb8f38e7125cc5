package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;

/** Fits Gaussian mixtures by expectation maximisation. Thread-safe. */
public final class MixtureFitter {

  private final MixtureSettings settings;
  private final long seed;

  /**
   * @param seed of the first clusters of a fit from nothing
   */
  public MixtureFitter(MixtureSettings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * Fits from nothing, starting at spread-out points.
   *
   * @param points N×d, one per row; not modified
   */
  public MixtureFit fit(DMatrixRMaj points) {
    double[][] rows = rows(points);
    int clusters = settings.clusters(rows.length);
    GaussianMixture start =
        new ClusterSeeds(rows, clusters, settings.covarianceFloor()).mixture(seed);
    return new ExpectationMaximisation(rows, start, settings).run();
  }

  /**
   * Continues from a mixture, for instance that of the last iteration; fits from nothing where the
   * number of points asks for another number of clusters.
   *
   * @param points N×d, one per row; not modified
   */
  public MixtureFit fit(DMatrixRMaj points, GaussianMixture previous) {
    if (previous.size() != settings.clusters(points.numRows)) {
      return fit(points);
    }
    Require.shape(points, points.numRows, previous.dimension(), "points of the mixture");
    return new ExpectationMaximisation(rows(points), previous, settings).run();
  }

  private static double[][] rows(DMatrixRMaj points) {
    Require.atLeast(points.numRows, 2, "points of a mixture");
    Require.finite(points, "points of a mixture");
    return points.get2DData();
  }
}
