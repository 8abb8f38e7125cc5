package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * When an episode counts as done: all conditions hold at every state of its last seconds, the
 * terminal one included. Judged on the sensors' true values where they are known, on the estimate
 * otherwise; a state that is known neither way is no success. Not thread-safe.
 */
public final class SuccessCriterion {

  private static final double TIME_TOLERANCE = 1e-9;

  private final int steps;
  private final int firstStep;
  private final List<SuccessCondition> conditions;

  /**
   * Fixes the window.
   *
   * @param steps T; a shorter episode is no success
   * @param period control interval [s]
   * @param window length of the last part that is judged [s]; 0 for the terminal state alone
   * @param conditions at least one
   */
  public SuccessCriterion(
      int steps, double period, double window, List<SuccessCondition> conditions) {
    Require.atLeast(steps, 1, "steps");
    Require.positive(period, "period");
    Require.inRange(window, 0, steps * period, "window");
    Require.atLeast(conditions.size(), 1, "number of success conditions");
    this.steps = steps;
    this.conditions = List.copyOf(conditions);
    firstStep = (int) Math.max(0, Math.ceil(steps - window / period - TIME_TOLERANCE));
  }

  /** Index of the first state that is judged. */
  public int firstStep() {
    return firstStep;
  }

  public List<SuccessCondition> conditions() {
    return conditions;
  }

  public boolean isMet(Trajectory trajectory) {
    return worstRatio(trajectory) <= 1;
  }

  /**
   * The same of a trajectory that only a model went through.
   *
   * @param states T+1 of n×1; not modified
   */
  public boolean isMet(DMatrixRMaj[] states) {
    for (int t = firstStep; t <= steps; t++) {
      if (ratio(states[t]) > 1) {
        return false;
      }
    }
    return true;
  }

  /**
   * The largest of measure / limit over the conditions and the judged states; at most 1 is a
   * success, infinite for an episode that ended early.
   */
  public double worstRatio(Trajectory trajectory) {
    if (trajectory.steps() < steps) {
      return Double.POSITIVE_INFINITY;
    }
    DMatrixRMaj x = new DMatrixRMaj(trajectory.stateSize(), 1);
    double worst = 0;
    for (int t = firstStep; t <= steps; t++) {
      if (Double.isNaN(trajectory.truth(t, 0)) && !trajectory.isObserved(t)) {
        return Double.POSITIVE_INFINITY;
      }
      readState(trajectory, t, x);
      worst = Math.max(worst, ratio(x));
    }
    return worst;
  }

  /** What the first condition measures at the end; NaN of an episode that ended early. */
  public double lastMeasure(Trajectory trajectory) {
    if (trajectory.steps() < steps) {
      return Double.NaN;
    }
    DMatrixRMaj x = new DMatrixRMaj(trajectory.stateSize(), 1);
    readState(trajectory, steps, x);
    return conditions.get(0).measure(x);
  }

  private double ratio(DMatrixRMaj x) {
    double worst = 0;
    for (SuccessCondition condition : conditions) {
      double ratio = condition.measure(x) / condition.limit();
      worst = Math.max(worst, Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio);
    }
    return worst;
  }

  private static void readState(Trajectory trajectory, int t, DMatrixRMaj x) {
    for (int i = 0; i < x.numRows; i++) {
      double truth = trajectory.truth(t, i);
      x.data[i] = Double.isNaN(truth) ? trajectory.state(t, i) : truth;
    }
  }
}
