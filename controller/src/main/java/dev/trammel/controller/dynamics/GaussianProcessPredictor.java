package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.Rows;
import org.ejml.data.DMatrixRMaj;

/**
 * Predictions of a {@link GaussianProcessModel}, with the scratch memory they need. Allocates
 * nothing after construction; what is not a number in (x, u) comes out as such. Not thread-safe.
 */
public final class GaussianProcessPredictor {

  private final GaussianProcessModel model;
  private final int n;
  private final int m;
  private final int d;
  private final double[] factors;
  private final double[] point;
  private final double[] z;
  private final double[] scaled;
  private final double[] gradient;

  /** M, correlations with the point asked for. */
  private final double[] correlations;

  private final double[] work;

  /** d rows of M: correlations times differences of a feature. */
  private final double[][] slopes;

  GaussianProcessPredictor(GaussianProcessModel model) {
    this.model = model;
    n = model.stateSize();
    m = model.inputSize();
    d = model.features.size;
    factors = new double[d];
    for (int k = 0; k < d; k++) {
      factors[k] = model.hyperparameters.factor(k);
    }
    point = new double[n + m];
    z = new double[d];
    scaled = new double[d];
    gradient = new double[d];
    correlations = new double[model.points()];
    work = new double[model.points()];
    slopes = new double[d][model.points()];
  }

  /** What it predicts by. */
  public GaussianProcessModel model() {
    return model;
  }

  /** n. */
  public int stateSize() {
    return n;
  }

  /** m. */
  public int inputSize() {
    return m;
  }

  /**
   * The mean of x'.
   *
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param next n×1; modified, may be {@code x}
   */
  public void predict(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    Require.shape(next, n, 1, "next");
    locate(x, u);
    for (int i = 0; i < n; i++) {
      double rest = Rows.dot(model.weights[i], correlations, 0, correlations.length);
      next.data[i] = point[i] + model.linear.at(i, z) + rest;
    }
  }

  /**
   * The derivative of {@link #predict}.
   *
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param F n×(n+m), columns as in (x, u); modified
   */
  public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
    Require.shape(F, n, n + m, "F");
    locate(x, u);
    for (int k = 0; k < d; k++) {
      differences(model.points[k], scaled[k], slopes[k]);
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        // ∂ exp(−Σ(f z − p)²)/∂z = 2 f (p − f z) exp(…)
        double rest = Rows.dot(model.weights[i], slopes[k], 0, correlations.length);
        gradient[k] = model.linear.slope(i, k) + 2 * factors[k] * rest;
      }
      model.features.pullBack(z, gradient, F.data, i * (n + m));
      F.data[i * (n + m) + i] += 1;
    }
  }

  private void differences(double[] row, double at, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = correlations[i] * (row[i] - at);
    }
  }

  /**
   * The variance of each entry of x': the noise, and what data leave open.
   *
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param out n; modified
   */
  public void variance(DMatrixRMaj x, DMatrixRMaj u, double[] out) {
    Require.length(out, n, "variances");
    locate(x, u);
    for (int i = 0; i < n; i++) {
      double signal = model.hyperparameters.signalVariance(i);
      for (int p = 0; p < work.length; p++) {
        work[p] = signal * correlations[p];
      }
      model.factors[i].solveTransposed(work);
      double open = Math.max(0, signal - Rows.dot(work, work, 0, work.length));
      double spread = model.outputSpread(i);
      out[i] = model.noiseVariance(i) + spread * spread * open;
    }
  }

  /**
   * The variances at many points, as {@link #variance} gives them, in less time: each covariance
   * passes through the caches once. Allocates.
   *
   * @param x n×1 each; not modified
   * @param u m×1 each, as many; not modified
   * @param out a row of n per point; modified
   */
  public void variances(DMatrixRMaj[] x, DMatrixRMaj[] u, double[][] out) {
    double[][] near = new double[x.length][];
    for (int k = 0; k < x.length; k++) {
      locate(x[k], u[k]);
      near[k] = correlations.clone();
    }
    double[][] solved = new double[x.length][correlations.length];
    for (int i = 0; i < n; i++) {
      double signal = model.hyperparameters.signalVariance(i);
      for (int k = 0; k < x.length; k++) {
        for (int p = 0; p < correlations.length; p++) {
          solved[k][p] = signal * near[k][p];
        }
      }
      model.factors[i].solveTransposed(solved);
      double spread = model.outputSpread(i);
      for (int k = 0; k < x.length; k++) {
        double open = Math.max(0, signal - Rows.dot(solved[k], solved[k], 0, solved[k].length));
        out[k][i] = model.noiseVariance(i) + spread * spread * open;
      }
    }
  }

  /** Features of (x, u) and their correlations with the model's points. */
  private void locate(DMatrixRMaj x, DMatrixRMaj u) {
    Require.shape(x, n, 1, "x");
    Require.shape(u, m, 1, "u");
    System.arraycopy(x.data, 0, point, 0, n);
    System.arraycopy(u.data, 0, point, n, m);
    model.features.evaluate(point, z);
    for (int k = 0; k < d; k++) {
      scaled[k] = factors[k] * z[k];
    }
    SquaredExponential.correlate(model.points, scaled, 0, work, correlations);
  }
}
