package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Stage;
import java.util.Arrays;

/**
 * {@link RiccatiSweep} with a box on the inputs: the expected inputs of the new policies keep within
 * lower ≤ ū ≤ upper along the model's expected states, and are the best that do.
 *
 * <p>The problem splits. Given the feedback, the means solve a convex quadratic programme with a box
 * on ū; it is solved by projected Newton (Bertsekas, 1982) on the whole input sequence, where each
 * Newton step is one backward sweep with the inputs at their limits held, as control-limited
 * differential dynamic programming does step by step (Tassa, Mansard and Todorov, 2014). An input
 * that is held takes no feedback: its gain's row is zero. Covariances are those of all inputs.
 *
 * <p>Begins from the inputs held at the last call, so that nearby problems take one sweep. {@link
 * #solve} allocates nothing. Not thread-safe.
 */
public final class LimitedSweep {

  private static final int MOST_SWEEPS = 100;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double LEAST_STEP = 1e-9;
  private static final double ROUNDING = 1e-10;
  private static final double LOOSE = 1e-6;

  private enum Progress {
    OPTIMAL,
    IMPROVED,
    STUCK
  }

  private final LqrProblem problem;
  private final RiccatiSweep sweep;
  private final MeanPath onPolicy;
  private MeanPath current;
  private MeanPath candidate;
  private InputLimits limits;
  private boolean limited;
  private boolean hasCurrent;
  private int sweeps;

  /**
   * A sweep over a problem, without limits until they are set.
   *
   * @param problem its policies, values and held inputs are modified by each sweep
   */
  public LimitedSweep(LqrProblem problem) {
    this.problem = problem;
    sweep = new RiccatiSweep(problem);
    onPolicy = new MeanPath(problem);
    current = new MeanPath(problem);
    candidate = new MeanPath(problem);
    limits = InputLimits.none(problem.inputSize());
  }

  /** Sets the limits of the sweeps to come, and forgets which inputs were held. */
  public void setLimits(InputLimits limits) {
    this.limits = limits;
    limited = limits.any();
    for (int t = 0; t < problem.steps(); t++) {
      Arrays.fill(problem.stage(t).held, false);
    }
  }

  /**
   * Solves for every policy.
   *
   * @return false if Quu lost positive definiteness at {@link #failedStep}, or if the means did not
   *     settle within their limits, when that is −1; the policies are then undefined
   */
  public boolean solve() {
    sweeps = 1;
    hasCurrent = false;
    if (!sweep.solve()) {
      return false;
    }
    while (limited) {
      Progress progress = improve();
      if (progress != Progress.IMPROVED) {
        return progress == Progress.OPTIMAL;
      }
      if (sweeps == MOST_SWEEPS || !sweep.solve()) {
        return false;
      }
      sweeps++;
    }
    return true;
  }

  /** Where the last sweep failed; −1 if it did not. */
  public int failedStep() {
    return sweep.failedStep();
  }

  /** Backward passes of the last call. */
  public int sweeps() {
    return sweeps;
  }

  /** Takes a step towards the solution, if the policies' means are not it, and holds anew. */
  private Progress improve() {
    onPolicy.follow();
    if (isWithinLimits(ROUNDING)) {
      onPolicy.differentiateOnPolicy();
      if (!releaseWronglyHeld()) {
        return Progress.OPTIMAL;
      }
      current.set(onPolicy);
      hasCurrent = true;
      return Progress.IMPROVED;
    }
    if (!stepTowardsPolicy()) {
      return isWithinLimits(LOOSE) ? Progress.OPTIMAL : Progress.STUCK;
    }
    current.differentiate();
    holdAtLimits();
    return Progress.IMPROVED;
  }

  private boolean isWithinLimits(double tolerance) {
    for (double[] input : onPolicy.inputs) {
      for (int i = 0; i < input.length; i++) {
        double excess = Math.abs(input[i] - limits.clip(i, input[i]));
        if (!(excess <= tolerance * (1 + Math.abs(input[i])))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Frees held inputs that would rather move inwards; answers whether there were any. */
  private boolean releaseWronglyHeld() {
    boolean released = false;
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      double[] gradient = onPolicy.gradients[t];
      for (int i = 0; i < gradient.length; i++) {
        double outward = stage.heldInput[i] == limits.lower(i) ? gradient[i] : -gradient[i];
        // a Newton step of this input alone, as the covariance is s·Quu⁻¹
        double inward = -outward * stage.covariance[i][i] / stage.covarianceScale;
        if (stage.held[i] && inward > ROUNDING * (1 + Math.abs(stage.heldInput[i]))) {
          stage.held[i] = false;
          released = true;
        }
      }
    }
    return released;
  }

  private void holdAtLimits() {
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      for (int i = 0; i < stage.held.length; i++) {
        double u = current.inputs[t][i];
        double gradient = current.gradients[t][i];
        stage.held[i] =
            u == limits.lower(i) && gradient > 0 || u == limits.upper(i) && gradient < 0;
        stage.heldInput[i] = u;
      }
    }
  }

  /** Moves within the limits to a cheaper path; answers whether there was one. */
  private boolean stepTowardsPolicy() {
    candidate.follow(limits);
    if (!hasCurrent || isCheaper()) {
      accept();
      return true;
    }
    for (double alpha = 1; alpha > LEAST_STEP; alpha /= 2) {
      candidate.blend(current, onPolicy, alpha, limits);
      if (isCheaper()) {
        accept();
        return true;
      }
    }
    return false;
  }

  private void accept() {
    MeanPath last = current;
    current = candidate;
    candidate = last;
    hasCurrent = true;
  }

  private boolean isCheaper() {
    double promised = 0;
    for (int t = 0; t < problem.steps(); t++) {
      double[] gradient = current.gradients[t];
      for (int i = 0; i < gradient.length; i++) {
        promised += gradient[i] * (current.inputs[t][i] - candidate.inputs[t][i]);
      }
    }
    double gained = current.cost() - candidate.cost();
    return gained > 0 && gained >= SUFFICIENT_DECREASE * promised;
  }
}
