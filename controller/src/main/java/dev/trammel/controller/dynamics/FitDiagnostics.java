package dev.trammel.controller.dynamics;

import java.util.OptionalDouble;

/** How well a fitted model explains its own points, per step t. Filled once, then read only. */
public final class FitDiagnostics {

  private final double[][] residualRms;
  private final double[][] r2;
  private final OptionalDouble[] heldOut;
  private final double[] condition;
  private final boolean[][] inputFromPrior;
  private final boolean[] regularised;

  FitDiagnostics(int steps, int stateSize, int inputSize) {
    residualRms = new double[steps][stateSize];
    r2 = new double[steps][stateSize];
    heldOut = new OptionalDouble[steps];
    condition = new double[steps];
    inputFromPrior = new boolean[steps][inputSize];
    regularised = new boolean[steps];
  }

  void fill(int t, StepRegression fit, StepPoints points) {
    int n = residualRms[t].length;
    for (int r = 0; r < n; r++) {
      double residuals = 0;
      double deviations = 0;
      for (int i = 0; i < points.own; i++) {
        residuals += fit.residual(i, r) * fit.residual(i, r);
        deviations += fit.deviation(i, r) * fit.deviation(i, r);
      }
      residualRms[t][r] = Math.sqrt(residuals / points.own);
      r2[t][r] = deviations == 0 ? 1 : 1 - residuals / deviations;
    }
    condition[t] = fit.conditionEstimate();
    regularised[t] = fit.ownsToRegularisation();
  }

  void fillHeldOut(int t, OptionalDouble logLikelihood) {
    heldOut[t] = logLikelihood;
  }

  void flagInputs(int t, int[] saturated, int stateSize) {
    for (int j : saturated) {
      inputFromPrior[t][j - stateSize] = true;
    }
  }

  /** T. */
  public int steps() {
    return condition.length;
  }

  /** Root mean square of next state i minus its prediction, in the state's unit. */
  public double residualRms(int t, int i) {
    return residualRms[t][i];
  }

  /** Part of next state i's variance over the points that the model explains; 1 if it has none. */
  public double r2(int t, int i) {
    return r2[t][i];
  }

  /**
   * Mean log-likelihood of each point's next state under the model of the other points [nat];
   * empty where the others do not determine a model.
   */
  public OptionalDouble heldOutLogLikelihood(int t) {
    return heldOut[t];
  }

  /** Condition number of the covariance of (x, u), roughly: the ratio of extreme pivots [-]. */
  public double conditionEstimate(int t) {
    return condition[t];
  }

  /** Whether input j did not vary at step t, so that its input map is the prior's. */
  public boolean inputMapFromPrior(int t, int j) {
    return inputFromPrior[t][j];
  }

  /** Whether some direction of (x, u) owes half of its variance or more to regularisation. */
  public boolean regularised(int t) {
    return regularised[t];
  }
}
