package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Pencil;
import dev.trammel.controller.linalg.Products;
import org.ejml.data.DMatrixRMaj;

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
  private final Products products;
  private final StepPoints points;
  private final Regularisation regularisation;
  private final double regularisationScale;
  private final DMatrixRMaj constantTerm;
  private final PriorRows prior;
  private final Pencil base;
  private final JointElimination elimination;
  private final double[] diagonal;
  private final double[] conditionMean;
  private int terms;

  /**
   * @param points that each fit is to
   */
  StepRegression(Products products, StepPoints points, int n, Regularisation regularisation) {
    this.n = n;
    q = points.own.numCols - n;
    this.products = products;
    this.points = points;
    this.regularisation = regularisation;
    regularisationScale = regularisation.scale();
    constantTerm = regularisation.term(new DMatrixRMaj(q, q));
    prior = new PriorRows(n, q);
    base = new Pencil(prior.base);
    elimination = new JointElimination(products, n + q, n, points.weighted, points.deviations);
    diagonal = new double[n + q];
    conditionMean = new double[q];
  }

  /** Room for what a fit comes to. */
  StepModel newModel() {
    return new StepModel(n, q - n, elimination);
  }

  /**
   * Fits to the points, from which the effect of saturated inputs on x' was taken out.
   *
   * @param given likewise
   * @param lasting whether the prior will never change
   * @param model {@code inputFromPrior} says which inputs are saturated and get no slopes; the rest
   *     is modified
   * @return the entry of z where the covariance of z is singular, or −1
   */
  int fit(NormalInverseWishart given, boolean lasting, StepModel model) {
    double divisor = points.totalWeight + given.scatterWeight;
    if (regularisation.isConstant()) {
      if (!prior.holds(given, divisor)) {
        prior.load(given, constantTerm, divisor, lasting);
      }
      points.addDistanceTo(prior.mean, given.meanWeight);
    } else {
      prior.load(given, conditionTerm(given, divisor), divisor, false);
    }
    leaveOut(model.inputFromPrior);
    int singular = eliminate(model);
    if (singular >= 0) {
      return singular - n;
    }
    elimination.solve(model.slopes, model.slopeBlocks);
    // f = x̄' − F z̄
    System.arraycopy(points.mean, n, conditionMean, 0, q);
    products.combine(points.mean, conditionMean, model.slopes, q, model.offset);
    model.divisor = divisor;
    judgePivots(model);
    return -1;
  }

  /**
   * What regularisation adds where that depends on the covariance of z; the distance of the points
   * from the prior's mean is then already among them.
   */
  private DMatrixRMaj conditionTerm(NormalInverseWishart given, double divisor) {
    prior.load(given, new DMatrixRMaj(q, q), divisor, false);
    points.addDistanceTo(prior.mean, given.meanWeight);
    DMatrixRMaj covariance = new DMatrixRMaj(q, q);
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double entry = prior.base[n + i][n + j];
        for (int k = 0; k <= points.count; k++) {
          entry += points.weighted[k][n + i] * points.deviations[k][n + j];
        }
        covariance.set(i, j, entry / divisor);
      }
    }
    return regularisation.term(covariance);
  }

  /** Makes saturated inputs unit pivots that share nothing with any other variable or point. */
  private void leaveOut(boolean[] saturated) {
    for (int j = 0; j < saturated.length; j++) {
      if (saturated[j]) {
        prior.leaveOut(2 * n + j);
        points.leaveOut(2 * n + j);
      }
    }
  }

  private int eliminate(StepModel model) {
    if (terms != points.count + 1) {
      terms = points.count + 1;
      elimination.setTerms(terms);
    }
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] = prior.diagonal[i] + points.squares[i];
    }
    return elimination.eliminate(base, diagonal, model.scatter);
  }

  private void judgePivots(StepModel model) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (int j = 0; j < q; j++) {
      if (j < n || !model.inputFromPrior[j - n]) {
        double pivot = elimination.pivot(j);
        least = Math.min(least, pivot);
        greatest = Math.max(greatest, pivot);
      }
    }
    model.condition = greatest / least;
    model.regularised = regularisationScale > 0 && least / model.divisor <= 2 * regularisationScale;
  }

  JointElimination elimination() {
    return elimination;
  }
}
