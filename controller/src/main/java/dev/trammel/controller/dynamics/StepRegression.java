package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Pencil;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;

/**
 * Bayesian linear regression of x' on z = (x, u) at one step: the joint Gaussian of y = (x', z)
 * under a normal-inverse-Wishart prior, conditioned on z.
 *
 * <pre>
 *   S   D×D  Φ + Σ w (y − ȳ)(y − ȳ)ᵀ + w m / (w + m) (ȳ − μ₀)(ȳ − μ₀)ᵀ,   D = n + q
 *   F   n×q  S_x'z S_zz⁻¹             f  n×1  x̄' − F z̄
 *   W   n×n  (S_x'x' − F S_zx') / (Σw + n₀)
 * </pre>
 *
 * <p>The fit goes through the points' own mean: a prior says how transitions slope and spread, and
 * does not move the model off the points. Not thread-safe.
 */
final class StepRegression {

  private final int n;
  private final int q;
  private final int size;
  private final Products products;
  private final Regularisation regularisation;
  private final double regularisationScale;
  private final PriorRows prior;
  private final Pencil priorScatter;
  private final JointElimination elimination;

  /** Deviations, each times its weight. */
  private final double[][] weighted;

  private final double[] weights;
  private double divisor;

  /**
   * @param capacity most points
   */
  StepRegression(Products products, int n, int m, int capacity, Regularisation regularisation) {
    this.n = n;
    q = n + m;
    size = n + q;
    this.products = products;
    this.regularisation = regularisation;
    regularisationScale = regularisation.scale();
    prior = new PriorRows(n, m);
    priorScatter = new Pencil(prior.scatter);
    elimination = new JointElimination(products, size, n, capacity + 1);
    weighted = Rows.padded(capacity + 1, size);
    weights = new double[q];
  }

  /**
   * Fits.
   *
   * @param points with the effect of saturated inputs taken out of x'
   * @param given likewise
   * @param lasting whether the prior will never change
   * @param model {@code inputFromPrior} says which inputs are saturated and get no slopes; the rest
   *     is modified
   * @return the entry of z where the covariance of z is singular, or −1
   */
  int fit(StepPoints points, NormalInverseWishart given, boolean lasting, StepModel model) {
    prior.load(given, lasting);
    divisor = points.totalWeight + given.scatterWeight;
    formScatter(points, given.meanWeight);
    regularisation.addTo(elimination.rows, n, divisor);
    leaveOut(model.inputFromPrior, points);
    int singular = elimination.eliminate();
    if (singular >= 0) {
      return singular - n;
    }
    substituteBack(model.slopes);
    setOffset(points.mean, model);
    setNoise(model.noise);
    judgePivots(model);
    return -1;
  }

  private void formScatter(StepPoints points, double meanWeight) {
    for (int i = 0; i < points.count; i++) {
      scale(points.deviations[i], points.weights[i], weighted[i]);
    }
    double[] pull = points.deviations[points.count];
    for (int j = 0; j < pull.length; j++) {
      pull[j] = points.mean[j] - prior.mean[j];
    }
    double pullWeight = points.totalWeight * meanWeight / (points.totalWeight + meanWeight);
    scale(pull, pullWeight, weighted[points.count]);
    elimination.load(priorScatter, weighted, points.deviations, points.count + 1);
  }

  private static void scale(double[] row, double factor, double[] out) {
    for (int j = 0; j < out.length; j++) {
      out[j] = factor * row[j];
    }
  }

  /** Makes saturated inputs unit pivots that share nothing with any other variable or point. */
  private void leaveOut(boolean[] saturated, StepPoints points) {
    for (int j = 0; j < saturated.length; j++) {
      if (saturated[j]) {
        leaveOut(2 * n + j, elimination.rows);
        for (int i = 0; i <= points.count; i++) {
          points.deviations[i][2 * n + j] = 0;
        }
      }
    }
  }

  private static void leaveOut(int variable, double[][] rows) {
    Arrays.fill(rows[variable], 0);
    for (double[] row : rows) {
      row[variable] = 0;
    }
    rows[variable][variable] = 1;
  }

  /** −Fᵀ of a block's entries b of z from those of the entries before: G_bx' + G_bz (−Fᵀ)_z. */
  private void substituteBack(double[][] slopes) {
    for (int j = 0; j < q; j++) {
      double[] G = elimination.gains[n + j];
      int known = elimination.firstOfBlock(n + j) - n;
      System.arraycopy(G, n, weights, 0, known);
      products.combine(G, weights, slopes, known, slopes[j]);
    }
  }

  private void setOffset(double[] mean, StepModel model) {
    System.arraycopy(mean, n, weights, 0, q);
    products.combine(mean, weights, model.slopes, q, model.offset);
  }

  private void setNoise(double[][] noise) {
    double factor = 1 / divisor;
    for (int r = 0; r < n; r++) {
      double[] W = noise[r];
      scale(elimination.rows[r], factor, W);
      // a Schur complement of zero may come out below it by rounding
      W[r] = Math.max(W[r], 0);
    }
  }

  private void judgePivots(StepModel model) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (int j = 0; j < q; j++) {
      if (j < n || !model.inputFromPrior[j - n]) {
        double pivot = elimination.pivots[n + j];
        least = Math.min(least, pivot);
        greatest = Math.max(greatest, pivot);
      }
    }
    model.condition = greatest / least;
    model.regularised = regularisationScale > 0 && least / divisor <= 2 * regularisationScale;
  }

  /** After a fit; its Schur complement is W times the sum of weights. */
  JointElimination elimination() {
    return elimination;
  }
}
