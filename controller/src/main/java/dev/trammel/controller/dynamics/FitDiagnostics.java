package dev.trammel.controller.dynamics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How well a fitted model explains its own points, per step t. What is of single points is found
 * when it is first asked for. Thread-safe.
 */
public final class FitDiagnostics {

  private final double[] condition;
  private final boolean[][] inputFromPrior;
  private final boolean[] regularised;
  private final Supplier<PointwiseFit> fitOnce;
  private @Nullable PointwiseFit pointwise;

  /** Keeps what it needs of the models. */
  FitDiagnostics(List<StepModel> models, Supplier<PointwiseFit> pointwise) {
    fitOnce = pointwise;
    condition = new double[models.size()];
    inputFromPrior = new boolean[models.size()][];
    regularised = new boolean[models.size()];
    for (int t = 0; t < models.size(); t++) {
      StepModel model = models.get(t);
      condition[t] = model.condition;
      inputFromPrior[t] = model.inputFromPrior.clone();
      regularised[t] = model.regularised;
    }
  }

  private synchronized PointwiseFit pointwise() {
    if (pointwise == null) {
      pointwise = fitOnce.get();
    }
    return pointwise;
  }

  /** T. */
  public int steps() {
    return condition.length;
  }

  /** Root mean square of next state i minus its prediction, in the state's unit. */
  public double residualRms(int t, int i) {
    return pointwise().residualRms[t][i];
  }

  /** Part of next state i's variance over the points that the model explains; 1 if it has none. */
  public double r2(int t, int i) {
    return pointwise().r2[t][i];
  }

  /**
   * Mean log-likelihood of each point's next state under the model of the other points [nat];
   * empty where the others do not determine a model.
   */
  public OptionalDouble heldOutLogLikelihood(int t) {
    return pointwise().heldOut[t];
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
