package dev.trammel.controller.dynamics;

import java.util.OptionalDouble;

/**
 * Leave-one-out log-likelihood of x' given (x, u), without refitting: taking a point out of a
 * normal-inverse-Wishart posterior changes its scatter S by −κ v vᵀ, with v the point's distance
 * from the posterior mean, so the conditional of the rest follows from the factorisation of all.
 * Prior and regularisation stay as they were.
 */
final class HeldOut {

  private static final double LEAST = 1e-9;

  private final int n;
  private final int q;
  private final int[] outputs;

  HeldOut(int n, int m) {
    this.n = n;
    q = n + m;
    outputs = new int[n];
    for (int r = 0; r < n; r++) {
      outputs[r] = q + r;
    }
  }

  /**
   * Mean over the step's own points [nat], or empty where the rest do not determine a model.
   * Destroys the residuals and the covariance that {@code fit} holds.
   */
  OptionalDouble meanLogLikelihood(
      StepRegression fit, StepPoints points, NormalInverseWishart prior) {
    JointElimination elimination = fit.elimination();
    int size = q + n;
    if (points.count < 2 || elimination.eliminate(outputs, size + points.own + 1) >= 0) {
      return OptionalDouble.empty();
    }
    double logDeterminant = 0;
    for (int r : outputs) {
      logDeterminant -= StrictMath.log(elimination.inversePivots[r]);
    }
    double total = 0;
    for (int i = 0; i < points.count; i++) {
      total += points.weights[i];
    }
    double mean = 0;
    for (int i = 0; i < points.own; i++) {
      Products z = new Products(elimination, fit.pivots(), size + i, size + points.own);
      Products y = new Products(elimination, outputs, size + i, size + points.own);
      double logLikelihood =
          logLikelihood(z, y, new Left(points.weights[i], total, prior), logDeterminant);
      if (!Double.isFinite(logLikelihood)) {
        return OptionalDouble.empty();
      }
      mean += logLikelihood / points.own;
    }
    return OptionalDouble.of(mean);
  }

  /** NaN where the others do not determine a model. */
  private double logLikelihood(Products z, Products y, Left left, double logDeterminant) {
    // v = d + s g is the distance from the posterior mean, e = a d from the mean of the others
    double s = left.share();
    double a = left.stretch();
    double kappa = left.kappa();
    double kept = 1 - kappa * z.vv(s);
    if (!(kept > LEAST) || !(left.divisor() > LEAST)) {
      return Double.NaN;
    }
    // residual of e under the others' F: r_e + c r_v = b r_d + c s r_g
    double c = kappa * a * (z.dd + s * z.dg) / kept;
    double b = a + c;
    double alpha = kappa / kept;
    double keptNoise = 1 - alpha * y.vv(s);
    if (!(keptNoise > LEAST)) {
      return Double.NaN;
    }
    double own = b * b * y.dd + 2 * b * c * s * y.dg + c * c * s * s * y.gg;
    double cross = b * y.dd + (b + c) * s * y.dg + c * s * s * y.gg;
    double distance = left.divisor() * (own + alpha * cross * cross / keptNoise);
    double logNoise =
        logDeterminant + StrictMath.log(keptNoise) - n * StrictMath.log(left.divisor());
    return -0.5 * (n * StrictMath.log(2 * Math.PI) + logNoise + distance);
  }

  /** Products under an inverse scatter of a point's deviation d and the mean's pull g. */
  private static final class Products {
    final double dd;
    final double dg;
    final double gg;

    Products(JointElimination elimination, int[] pivots, int d, int g) {
      dd = elimination.product(pivots, d, d);
      dg = elimination.product(pivots, d, g);
      gg = elimination.product(pivots, g, g);
    }

    double vv(double s) {
      return dd + 2 * s * dg + s * s * gg;
    }
  }

  /** What taking a point of some weight out does to the weights. */
  private record Left(double weight, double total, NormalInverseWishart prior) {

    double share() {
      return prior.meanWeight / (prior.meanWeight + total);
    }

    double stretch() {
      return total / (total - weight);
    }

    double kappa() {
      double all = total + prior.meanWeight;
      return weight * all / (all - weight);
    }

    double divisor() {
      return total - weight + prior.scatterWeight;
    }
  }
}
