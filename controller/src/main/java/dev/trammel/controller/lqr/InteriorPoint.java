package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Stage;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Finds which inputs the best policies hold at a limit, by a primal-dual interior point method.
 *
 * <pre>
 *   s = u − lower, upper − u   room to each limit     z   its multiplier,  sz → μ → 0</pre>
 *
 * <p>A Newton step is a backward sweep with weight Σz/s on each input about a point, and the path
 * that its policies take. Only closed-loop paths are followed, so it converges, in fifteen to
 * thirty sweeps, where the model is unstable as well. Nothing allocates after the constructor.
 */
final class InteriorPoint {

  private static final int MOST_SWEEPS = 60;
  private static final double SMALLEST_GAP = 1e-10;
  private static final double TO_THE_BOUNDARY = 0.995;
  private static final double FIRST_ROOM = 0.1;
  private static final double CENTRING = 0.05;
  private static final double SHORTEST_STEP = 0.1;
  private static final double STRONGER = 100;

  private final LqrProblem problem;
  private final RiccatiSweep sweep;
  private final MeanPath path;
  private final BooleanSupplier mayGoOn;
  private final double[][] inputs;
  private final double[][] lowerMultipliers;
  private final double[][] upperMultipliers;
  private InputLimits limits;
  private double mu;
  private int sweeps;

  InteriorPoint(LqrProblem problem, RiccatiSweep sweep, MeanPath path, BooleanSupplier mayGoOn) {
    this.problem = problem;
    this.sweep = sweep;
    this.path = path;
    this.mayGoOn = mayGoOn;
    int m = problem.inputSize();
    inputs = new double[problem.steps()][m];
    lowerMultipliers = new double[problem.steps()][m];
    upperMultipliers = new double[problem.steps()][m];
    limits = InputLimits.none(m);
  }

  /** Backward passes of the last call. */
  int sweeps() {
    return sweeps;
  }

  /** Forgets the backward passes of the last call. */
  void resetSweeps() {
    sweeps = 0;
  }

  /**
   * Solves, and marks the inputs to hold.
   *
   * @return false if Quu lost positive definiteness or the gap did not close
   */
  boolean solve(InputLimits limits) {
    this.limits = limits;
    double gap = start();
    double closedGap = SMALLEST_GAP * gap;
    for (int i = 0; i < MOST_SWEEPS && gap > closedGap && mayGoOn.getAsBoolean(); i++) {
      sweeps++;
      setBarrier();
      if (!sweep.solve()) {
        clearBarrier();
        return false;
      }
      path.follow(0, problem.steps());
      double alpha = longestStep();
      if (alpha < SHORTEST_STEP) {
        // the multipliers are far too small for this cost
        gap = STRONGER * mu;
        closedGap = SMALLEST_GAP * gap;
        centre(gap);
      } else {
        gap = step(alpha);
        mu = gap * (CENTRING + (1 - alpha) * (1 - alpha));
      }
    }
    clearBarrier();
    hold();
    return gap <= closedGap;
  }

  /** Begins within the limits near the last path, with the multipliers that belong to a common μ. */
  private double start() {
    double sum = 0;
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      Arrays.fill(stage.held, false);
      for (int i = 0; i < inputs[t].length; i++) {
        double width = Math.min(limits.upper(i) - limits.lower(i), 1 + Math.abs(limits.clip(i, 0)));
        double room = FIRST_ROOM * width;
        double u = path.inputs[t][i];
        inputs[t][i] = Math.max(limits.lower(i) + room, Math.min(limits.upper(i) - room, u));
        sum += room * width * stage.covarianceScale / stage.covariance[i][i];
      }
    }
    centre(sum / (problem.steps() * problem.inputSize()));
    return mu;
  }

  /** Sets μ, and the multipliers that belong to it. */
  private void centre(double mu) {
    this.mu = mu;
    for (int t = 0; t < problem.steps(); t++) {
      for (int i = 0; i < inputs[t].length; i++) {
        lowerMultipliers[t][i] = mu / lowerRoom(t, i);
        upperMultipliers[t][i] = mu / upperRoom(t, i);
      }
    }
  }

  /** Infinite where there is no limit, whose multiplier is then zero. */
  private double lowerRoom(int t, int i) {
    return inputs[t][i] - limits.lower(i);
  }

  private double upperRoom(int t, int i) {
    return limits.upper(i) - inputs[t][i];
  }

  private void setBarrier() {
    // ½w(u − u₀)² − (μ/s)u + (μ/s')u,  w = z/s + z'/s'
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      for (int i = 0; i < inputs[t].length; i++) {
        double below = lowerRoom(t, i);
        double above = upperRoom(t, i);
        double weight = lowerMultipliers[t][i] / below + upperMultipliers[t][i] / above;
        stage.inputWeight[i] = weight;
        stage.inputPull[i] = -weight * inputs[t][i] - mu / below + mu / above;
      }
    }
  }

  private void clearBarrier() {
    for (int t = 0; t < problem.steps(); t++) {
      Arrays.fill(problem.stage(t).inputWeight, 0);
      Arrays.fill(problem.stage(t).inputPull, 0);
    }
  }

  /** The step towards the path at which a room or a multiplier nearly vanishes, at most 1. */
  private double longestStep() {
    double alpha = 1 / TO_THE_BOUNDARY;
    for (int t = 0; t < problem.steps(); t++) {
      for (int i = 0; i < inputs[t].length; i++) {
        double change = path.inputs[t][i] - inputs[t][i];
        double below = lowerRoom(t, i);
        double above = upperRoom(t, i);
        double lower = lowerMultipliers[t][i];
        double upper = upperMultipliers[t][i];
        alpha = Math.min(alpha, untilZero(below, change));
        alpha = Math.min(alpha, untilZero(above, -change));
        alpha = Math.min(alpha, untilZero(lower, multiplierChange(lower, below, change)));
        alpha = Math.min(alpha, untilZero(upper, multiplierChange(upper, above, -change)));
      }
    }
    return TO_THE_BOUNDARY * alpha;
  }

  private static double untilZero(double value, double change) {
    return change < 0 ? -value / change : Double.POSITIVE_INFINITY;
  }

  /** Δz from zΔs + sΔz = μ − sz. */
  private double multiplierChange(double multiplier, double room, double change) {
    return (mu - multiplier * change) / room - multiplier;
  }

  /** Goes part of the way to the path; answers the mean of sz, the gap. */
  private double step(double alpha) {
    double sum = 0;
    int count = 0;
    for (int t = 0; t < problem.steps(); t++) {
      for (int i = 0; i < inputs[t].length; i++) {
        double change = path.inputs[t][i] - inputs[t][i];
        double lower = lowerMultipliers[t][i];
        double upper = upperMultipliers[t][i];
        lower += alpha * multiplierChange(lower, lowerRoom(t, i), change);
        upper += alpha * multiplierChange(upper, upperRoom(t, i), -change);
        inputs[t][i] += alpha * change;
        lowerMultipliers[t][i] = lower;
        upperMultipliers[t][i] = upper;
        sum += lower == 0 ? 0 : lower * lowerRoom(t, i);
        sum += upper == 0 ? 0 : upper * upperRoom(t, i);
        count += (lower == 0 ? 0 : 1) + (upper == 0 ? 0 : 1);
      }
    }
    return sum / count;
  }

  /** Marks the inputs whose barrier outweighs the cost. */
  private void hold() {
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      for (int i = 0; i < inputs[t].length; i++) {
        double compliance = stage.covariance[i][i] / stage.covarianceScale;
        boolean low = compliance * lowerMultipliers[t][i] / lowerRoom(t, i) > 0.5;
        boolean high = compliance * upperMultipliers[t][i] / upperRoom(t, i) > 0.5;
        stage.held[i] = low || high;
        stage.heldInput[i] = low ? limits.lower(i) : limits.upper(i);
      }
    }
  }
}
