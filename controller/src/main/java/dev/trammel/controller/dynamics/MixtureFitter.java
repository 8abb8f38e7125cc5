package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Rows;
import org.ejml.data.DMatrixRMaj;

/** Fits Gaussian mixtures by expectation maximisation. Thread-safe. */
public final class MixtureFitter {

  private final Kernels kernels;
  private final MixtureSettings settings;
  private final long seed;

  /**
   * @param seed of the first clusters of a fit from nothing
   */
  public MixtureFitter(Kernels kernels, MixtureSettings settings, long seed) {
    this.kernels = kernels;
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
    PointBlocks blocks = new PointBlocks(rows, points.numCols, clusters);
    MixtureRows start =
        new ClusterSeeds(rows, blocks, clusters, settings.covarianceFloor(), kernels).mixture(seed);
    return new ExpectationMaximisation(blocks, start, settings, kernels).run();
  }

  /**
   * Continues from a mixture, for instance that of the last iteration, on points of which some or
   * all may be new; fits from nothing where the number of points asks for another number of
   * clusters.
   *
   * @param points N×d, one per row; not modified
   */
  public MixtureFit fit(DMatrixRMaj points, GaussianMixture previous) {
    if (previous.size() != settings.clusters(points.numRows)) {
      return fit(points);
    }
    Require.shape(points, points.numRows, previous.dimension(), "points of the mixture");
    PointBlocks blocks = new PointBlocks(rows(points), points.numCols, previous.size());
    MixtureRows start = MixtureRows.of(previous);
    new NearestCentres(previous.size(), points.numCols, kernels).group(blocks, start);
    return new ExpectationMaximisation(blocks, start, settings, kernels).run();
  }

  private static double[][] rows(DMatrixRMaj points) {
    Require.atLeast(points.numRows, 2, "points of a mixture");
    Require.finite(points, "points of a mixture");
    double[][] rows = Rows.padded(points.numRows, points.numCols);
    for (int p = 0; p < rows.length; p++) {
      System.arraycopy(points.data, p * points.numCols, rows[p], 0, points.numCols);
    }
    return rows;
  }
}
