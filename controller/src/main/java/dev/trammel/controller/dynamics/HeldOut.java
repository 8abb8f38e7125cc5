package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Pencil;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.linalg.Rows;
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
  private final JointElimination outputs;

  /** The Schur complement, both triangles. */
  private final double[][] outputScatter;

  private final Pencil outputBase;
  private final double[] diagonal;

  /**
   * d of each point, then g: what x' has beyond its prediction, r, and behind it what with the same
   * place of {@code conditionSolved} makes products under S_zz⁻¹.
   */
  final double[][] reduced;

  private final double[][] conditionSolved;

  /** Of each r, which make products under S_W⁻¹. */
  private final double[][] outputReduced;

  private final double[][] outputSolved;

  HeldOut(Products products, int n, int m, int capacity) {
    this.n = n;
    size = 2 * n + m;
    outputs = new JointElimination(products, n, 0, new double[0][], new double[0][]);
    outputScatter = Rows.padded(n, n);
    outputBase = new Pencil(outputScatter);
    diagonal = new double[n];
    reduced = new double[capacity + 1][size];
    conditionSolved = new double[capacity + 1][size];
    outputReduced = new double[capacity + 1][n];
    outputSolved = new double[capacity + 1][n];
  }

  /** Mean over the step's own points [nat], or empty where the rest do not determine a model. */
  OptionalDouble meanLogLikelihood(StepFitter fit, StepModel model, NormalInverseWishart prior) {
    StepPoints points = fit.points;
    int own = points.own.numRows;
    reduce(fit);
    if (points.count < 2 || !reduceOutputs(model.scatter, own)) {
      return OptionalDouble.empty();
    }
    double logDeterminant = outputs.logDeterminant();
    double mean = 0;
    for (int i = 0; i < own; i++) {
      Left left = new Left(points.weights[i], points.totalWeight, prior);
      double logLikelihood = logLikelihood(i, own, left, logDeterminant);
      if (!Double.isFinite(logLikelihood)) {
        return OptionalDouble.empty();
      }
      mean += logLikelihood / own;
    }
    return OptionalDouble.of(mean);
  }

  private void reduce(StepFitter fit) {
    int own = fit.points.own.numRows;
    for (int i = 0; i <= own; i++) {
      double[] deviation = fit.points.deviations[i < own ? i : fit.points.count];
      System.arraycopy(deviation, 0, reduced[i], 0, size);
      fit.regression.elimination().reduce(reduced[i], conditionSolved[i]);
    }
  }

  /** False if the Schur complement is singular. */
  private boolean reduceOutputs(double[][] complement, int own) {
    for (int r = 0; r < n; r++) {
      for (int c = 0; c <= r; c++) {
        outputScatter[r][c] = complement[r][c];
        outputScatter[c][r] = complement[r][c];
      }
      diagonal[r] = complement[r][r];
    }
    if (outputs.eliminate(outputBase, diagonal, outputScatter) >= 0) {
      return false;
    }
    for (int i = 0; i <= own; i++) {
      System.arraycopy(reduced[i], 0, outputReduced[i], 0, n);
      outputs.reduce(outputReduced[i], outputSolved[i]);
    }
    return true;
  }

  /** NaN where the others do not determine a model. */
  private double logLikelihood(int i, int g, Left left, double logDeterminant) {
    double s = left.share();
    double dd = conditionProduct(i, i);
    double dg = conditionProduct(i, g);
    double vv = dd + 2 * s * dg + s * s * conditionProduct(g, g);
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

  private double conditionProduct(int i, int k) {
    return Rows.dot(reduced[i], conditionSolved[k], n, size);
  }

  /** (a r_d + b r_g)ᵀ S_W⁻¹ (c r_d + e r_g) for point i. */
  private double outputProduct(int i, int g, double a, double b, double c, double e) {
    return a * c * outputProduct(i, i)
        + (a * e + b * c) * outputProduct(i, g)
        + b * e * outputProduct(g, g);
  }

  private double outputProduct(int i, int k) {
    return Rows.dot(outputReduced[i], outputSolved[k], 0, n);
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
