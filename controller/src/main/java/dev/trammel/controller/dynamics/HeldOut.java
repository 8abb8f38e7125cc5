package dev.trammel.controller.dynamics;

import java.util.OptionalDouble;

/**
 * Leave-one-out log-likelihood of x' given z = (x, u), without refitting: taking a point out of a
 * normal-inverse-Wishart posterior changes its scatter S by −κ v vᵀ, with v the point's distance
 * from the posterior mean, so the conditional of the rest follows from the factorisation of all.
 * Prior and regularisation stay as they were. Not thread-safe.
 *
 * <pre>
 *   d  deviation of the point from the mean of all      g  that mean less the prior's
 *   v = d + s g      e = a d, the point's deviation from the mean of the others
 * </pre>
 */
final class HeldOut {

  /** Of what a factor of the determinant must keep, and a divisor must be. */
  private static final double LEAST = 1e-9;

  private static final double LOG_2_PI = StrictMath.log(2 * Math.PI);

  private final int n;
  private final int size;
  private final int[] outputs;

  /** Rows cᵀS⁻¹c and cᵀS⁻¹g over the columns c = d of each point, and g last: of z, and of x'. */
  private final double[][] conditionProducts;

  private final double[][] outputProducts;

  HeldOut(int n, int m, int capacity) {
    this.n = n;
    size = 2 * n + m;
    outputs = new int[n];
    for (int r = 0; r < n; r++) {
      outputs[r] = n + m + r;
    }
    conditionProducts = new double[2][capacity + 1];
    outputProducts = new double[2][capacity + 1];
  }

  /**
   * Mean over the step's own points [nat], or empty where the rest do not determine a model.
   * Destroys the residuals and the covariance that {@code fit} holds.
   */
  OptionalDouble meanLogLikelihood(
      StepRegression fit, StepPoints points, NormalInverseWishart prior) {
    JointElimination elimination = fit.elimination();
    int g = size + points.own;
    if (points.count < 2 || elimination.eliminate(outputs, g + 1) >= 0) {
      return OptionalDouble.empty();
    }
    elimination.products(fit.pivots(), size, g, conditionProducts);
    elimination.products(outputs, size, g, outputProducts);
    double logDeterminant = elimination.logDeterminant(outputs);
    double total = points.totalWeight();
    double mean = 0;
    for (int i = 0; i < points.own; i++) {
      Left left = new Left(points.weights[i], total, prior);
      double logLikelihood = logLikelihood(i, points.own, left, logDeterminant);
      if (!Double.isFinite(logLikelihood)) {
        return OptionalDouble.empty();
      }
      mean += logLikelihood / points.own;
    }
    return OptionalDouble.of(mean);
  }

  /** NaN where the others do not determine a model. */
  private double logLikelihood(int i, int g, Left left, double logDeterminant) {
    double s = left.share();
    double dd = conditionProducts[0][i];
    double dg = conditionProducts[1][i];
    double vv = dd + 2 * s * dg + s * s * conditionProducts[0][g];
    double kept = 1 - left.kappa() * vv;
    if (!(kept > LEAST) || !(left.divisor() > LEAST)) {
      return Double.NaN;
    }
    // residual of e under the others' F: r_e + c r_v = b r_d + c s r_g
    double c = left.kappa() * left.stretch() * (dd + s * dg) / kept;
    double b = left.stretch() + c;
    double alpha = left.kappa() / kept;
    double rest = 1 - alpha * outputProduct(i, g, 1, s, 1, s);
    if (!(rest > LEAST)) {
      return Double.NaN;
    }
    double cross = outputProduct(i, g, b, c * s, 1, s);
    double distance = outputProduct(i, g, b, c * s, b, c * s) + alpha * cross * cross / rest;
    double logNoise = logDeterminant + StrictMath.log(rest) - n * StrictMath.log(left.divisor());
    return -0.5 * (n * LOG_2_PI + logNoise + left.divisor() * distance);
  }

  /** (a r_d + b r_g)ᵀ S_W⁻¹ (c r_d + e r_g) for point i. */
  private double outputProduct(int i, int g, double a, double b, double c, double e) {
    return a * c * outputProducts[0][i]
        + (a * e + b * c) * outputProducts[1][i]
        + b * e * outputProducts[0][g];
  }

  /** What taking a point of some weight out does to the weights. */
  private record Left(double weight, double total, NormalInverseWishart prior) {

    /** s. */
    double share() {
      return prior.meanWeight / (prior.meanWeight + total);
    }

    /** a. */
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
