package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Mixtures as the source of the golden figures begins and ends them. */
public final class SourceMixture {

  private static final int MOST_ITERATIONS = 100;
  private static final double FLOOR = 1e-6;
  private static final double TOLERANCE = 1e-5;

  private SourceMixture() {}

  /** The source divides each first scatter by the number of clusters, not of its points. */
  public static GaussianMixture start(DMatrixRMaj points, double[] indices) {
    int k = 1 + (int) Arrays.stream(indices).max().orElseThrow();
    List<Gaussian> clusters = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      List<double[]> members = new ArrayList<>();
      for (int p = 0; p < points.numRows; p++) {
        if (indices[p] == c) {
          members.add(
              Arrays.copyOfRange(points.data, p * points.numCols, (p + 1) * points.numCols));
        }
      }
      double[] weights = new double[members.size()];
      Arrays.fill(weights, 1);
      NormalInverseWishart moments = NormalInverseWishart.flat(points.numCols, 0)
          .posterior(new DMatrixRMaj(members.toArray(new double[0][])), weights);
      DMatrixRMaj covariance = moments.scatter.copy();
      CommonOps_DDRM.divide(covariance, k);
      for (int i = 0; i < points.numCols; i++) {
        covariance.add(i, i, 2 * FLOOR);
      }
      clusters.add(new Gaussian(moments.mean, covariance));
    }
    return new GaussianMixture(clusters, Collections.nCopies(k, -Math.log(k)));
  }

  /** So many times refitted. */
  static MixtureFit iterate(
      Kernels kernels, DMatrixRMaj points, GaussianMixture start, int iterations) {
    return run(kernels, points, start, iterations, 0);
  }

  /**
   * Continued until the source stops: its test cannot fire below a likelihood of one, and it keeps
   * the last refit, even one that made the likelihood fall.
   */
  public static GaussianMixture settled(
      Kernels kernels, DMatrixRMaj points, GaussianMixture start) {
    MixtureFit fit = run(kernels, points, start, MOST_ITERATIONS, TOLERANCE);
    if (fit.logLikelihood() <= 0) {
      fit = run(kernels, points, start, MOST_ITERATIONS, 0);
    }
    return iterate(kernels, points, start, fit.iterations()).mixture();
  }

  private static MixtureFit run(
      Kernels kernels,
      DMatrixRMaj points,
      GaussianMixture start,
      int iterations,
      double tolerance) {
    int k = start.size();
    MixtureSettings settings =
        new MixtureSettings(k, points.numRows / k, iterations, tolerance, FLOOR);
    return new MixtureFitter(kernels, settings, 0).fit(points, start);
  }
}
