package dev.trammel.controller.dynamics;

import org.ejml.data.DMatrixRMaj;

/**
 * Bayesian linear regression of x' on z = (x, u) at one step: the joint Gaussian of (z, x') under
 * a normal-inverse-Wishart prior, conditioned on z.
 *
 * <pre>
 *   S   D×D  Φ + Σ w (y − ȳ)(y − ȳ)ᵀ + W m / (W + m) (ȳ − μ₀)(ȳ − μ₀)ᵀ,   y = (z, x'), D = q + n
 *   F   n×q  S_yz S_zz⁻¹             f  n×1  x̄' − F z̄
 *   W   n×n  (S_yy − F S_zy) / (Σw + n₀)
 * </pre>
 *
 * <p>The fit goes through the points' own mean: a prior says how transitions slope and spread, and
 * does not move the model off the points. One partial LDLᵀ gives F, W, and, since deviations ride
 * along as columns, every residual. Not thread-safe.
 */
final class StepRegression {

  private final int n;
  private final int q;
  private final int size;
  private final Regularisation regularisation;
  private final JointElimination elimination;
  private final RowSum sum;
  private final double[][] deviations;
  private final double[] mean;
  private final double[] pull;
  private final double[][] slopes;
  private final DMatrixRMaj conditionBlock;

  private int own;
  private int[] pivots = new int[0];
  private double divisor;

  StepRegression(int n, int m, int capacity, Regularisation regularisation) {
    this.n = n;
    this.q = n + m;
    this.size = q + n;
    this.regularisation = regularisation;
    elimination = new JointElimination(size, capacity + 1);
    deviations = new double[capacity + 1][size];
    sum = new RowSum(Math.max(deviations.length, q));
    mean = new double[size];
    pull = deviations[capacity];
    slopes = new double[q][size];
    conditionBlock = new DMatrixRMaj(q, q);
  }

  /**
   * Fits.
   *
   * @param points with the effect of inputs outside {@code pivots} taken out of x'
   * @param prior likewise
   * @param pivots the entries of z to regress on, ascending
   * @return the entry of z where the covariance of z is singular, or −1
   */
  int fit(StepPoints points, NormalInverseWishart prior, int[] pivots) {
    this.pivots = pivots;
    own = points.own;
    double total = points.mean(mean);
    divisor = total + prior.scatterWeight;
    formScatter(points, prior, total);
    regularise();
    int singular = elimination.eliminate(pivots, size + own + 1);
    if (singular < 0) {
      for (int r = q; r < size; r++) {
        elimination.reduce(r, pivots, pivots.length, size + own + 1);
      }
      substituteBack();
    }
    return singular;
  }

  private void formScatter(StepPoints points, NormalInverseWishart prior, double total) {
    for (int i = 0; i < points.count; i++) {
      for (int r = 0; r < size; r++) {
        deviations[i][r] = points.rows[i][r] - mean[r];
      }
    }
    for (int r = 0; r < size; r++) {
      pull[r] = mean[r] - prior.mean.data[r];
    }
    double pullWeight = total * prior.meanWeight / (total + prior.meanWeight);
    for (int r = 0; r < size; r++) {
      double[] row = elimination.rows[r];
      System.arraycopy(prior.scatter.data, r * size + r, row, r, size - r);
      sum.clear();
      for (int i = 0; i < points.count; i++) {
        sum.collect(points.weights[i] * deviations[i][r], i);
      }
      sum.collect(pullWeight * pull[r], deviations.length - 1);
      sum.addTo(deviations, row, r, size);
      for (int i = 0; i < own; i++) {
        row[size + i] = deviations[i][r];
      }
      row[size + own] = pull[r];
    }
  }

  private void regularise() {
    double inverse = 1 / divisor;
    double[] block = conditionBlock.data;
    for (int r = 0; r < q; r++) {
      for (int c = r; c < q; c++) {
        double entry = elimination.rows[r][c] * inverse;
        block[r * q + c] = entry;
        block[c * q + r] = entry;
      }
    }
    regularisation.addTo(conditionBlock);
    for (int r = 0; r < q; r++) {
      for (int c = r; c < q; c++) {
        elimination.rows[r][c] = block[r * q + c] * divisor;
      }
    }
  }

  /** Solves Lᵀ Fᵀ = (L⁻¹S_zy) from the last pivot up; row k of Fᵀ is in columns q … D−1. */
  private void substituteBack() {
    for (int k = pivots.length - 1; k >= 0; k--) {
      int i = pivots[k];
      double[] row = elimination.rows[i];
      double inverse = elimination.inversePivots[i];
      for (int c = q; c < size; c++) {
        slopes[i][c] = row[c] * inverse;
      }
      sum.clear();
      for (int later = k + 1; later < pivots.length; later++) {
        sum.collect(-row[pivots[later]] * inverse, pivots[later]);
      }
      sum.addTo(slopes, slopes[i], q, size);
    }
  }

  /** F, n×q; columns that are no pivots stay zero. */
  DMatrixRMaj transition() {
    DMatrixRMaj F = new DMatrixRMaj(n, q);
    for (int j : pivots) {
      for (int r = 0; r < n; r++) {
        F.data[r * q + j] = slopes[j][q + r];
      }
    }
    return F;
  }

  /** f = x̄' − F z̄ over the pivots, n×1. */
  DMatrixRMaj offset() {
    DMatrixRMaj f = new DMatrixRMaj(n, 1);
    for (int r = 0; r < n; r++) {
      double value = mean[q + r];
      for (int j : pivots) {
        value -= slopes[j][q + r] * mean[j];
      }
      f.data[r] = value;
    }
    return f;
  }

  /** W, n×n, symmetric. */
  DMatrixRMaj covariance() {
    DMatrixRMaj W = new DMatrixRMaj(n, n);
    for (int r = 0; r < n; r++) {
      for (int c = r; c < n; c++) {
        double entry = elimination.rows[q + r][q + c] / divisor;
        // a Schur complement of zero may come out below it by rounding
        entry = r == c ? Math.max(entry, 0) : entry;
        W.data[r * n + c] = entry;
        W.data[c * n + r] = entry;
      }
    }
    return W;
  }

  /** Entry r of x' minus its prediction, at the step's own point i. */
  double residual(int i, int r) {
    return elimination.rows[q + r][size + i];
  }

  /** Entry r of x' minus its mean, at point i. */
  double deviation(int i, int r) {
    return deviations[i][q + r];
  }

  /** Ratio of the greatest and least pivot of the covariance of z: its condition, roughly. */
  double conditionEstimate() {
    return elimination.greatestPivot() / elimination.leastPivot();
  }

  /** Whether a direction of z owes at least half of its variance to regularisation. */
  boolean ownsToRegularisation() {
    return regularisation.scale() > 0
        && elimination.leastPivot() / divisor <= 2 * regularisation.scale();
  }

  JointElimination elimination() {
    return elimination;
  }

  int[] pivots() {
    return pivots;
  }
}
