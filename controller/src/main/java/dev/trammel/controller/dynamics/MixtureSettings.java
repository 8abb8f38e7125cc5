package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;

/**
 * How a mixture is fitted.
 *
 * @param maxClusters most clusters
 * @param minSamplesPerCluster points per cluster before another one is added
 * @param maxIterations most EM iterations
 * @param tolerance EM stops when the log-likelihood rises by less than this part of itself
 * @param covarianceFloor added to each variance of a cluster, in the variables' units squared
 */
public record MixtureSettings(
    int maxClusters,
    int minSamplesPerCluster,
    int maxIterations,
    double tolerance,
    double covarianceFloor) {

  public MixtureSettings {
    Require.atLeast(maxClusters, 2, "most clusters");
    Require.atLeast(minSamplesPerCluster, 1, "least samples per cluster");
    Require.atLeast(maxIterations, 1, "most EM iterations");
    Require.nonNegative(tolerance, "EM tolerance");
    Require.positive(covarianceFloor, "covariance floor");
  }

  /** 20 clusters of 40 points, as published results use. */
  public static MixtureSettings defaults() {
    return new MixtureSettings(20, 40, 100, 1e-5, 1e-6);
  }

  /** At least 2, however few the points. */
  public int clusters(int points) {
    return Math.max(2, Math.min(maxClusters, points / minSamplesPerCluster));
  }
}
