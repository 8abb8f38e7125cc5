package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Stage;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * {@link RiccatiSweep} with a box on the inputs: the expected inputs of the new policies keep within
 * lower ≤ ū ≤ upper along the model's expected states, and are the best that do.
 *
 * <p>Given the feedback, the means solve a convex quadratic programme with a box on ū over the whole
 * horizon. Each sweep solves it with some inputs held at a limit, as control-limited differential
 * dynamic programming does step by step (Tassa, Mansard and Todorov, 2014): such an input takes no
 * feedback, its gain's row is zero, while covariances are those of all inputs. Inputs beyond a limit
 * are then held and those held against the cost's will are freed, until nothing changes (the
 * primal-dual active set method: Hintermüller, Ito and Kunisch, 2003). That takes a few sweeps or,
 * rarely, does not settle; then an {@link InteriorPoint} finds what to hold.
 *
 * <p>Begins from the inputs held at the last call, so that nearby problems take one sweep. {@link
 * #solve} allocates nothing. Not thread-safe.
 */
public final class LimitedSweep {

  private static final int PATIENCE = 8;
  private static final double ROUNDING = 1e-10;

  private final LqrProblem problem;
  private final RiccatiSweep sweep;
  private final MeanPath path;
  private final InteriorPoint interior;
  private final BooleanSupplier mayGoOn;
  private InputLimits limits;
  private boolean limited;
  private int sweeps;

  /** Stages that still have the policies and values of the last call that solved them. */
  private int known;

  private boolean moved;

  /**
   * A sweep over a problem, without limits until they are set.
   *
   * @param problem its policies, values and held inputs are modified by each sweep
   */
  public LimitedSweep(LqrProblem problem) {
    this(problem, () -> true);
  }

  /**
   * The same with a say in whether it goes on.
   *
   * @param mayGoOn asked before each backward pass but the first; on false the means have not
   *     settled
   */
  public LimitedSweep(LqrProblem problem, BooleanSupplier mayGoOn) {
    this.problem = problem;
    this.mayGoOn = mayGoOn;
    sweep = new RiccatiSweep(problem);
    path = new MeanPath(problem);
    interior = new InteriorPoint(problem, sweep, path, mayGoOn);
    limits = InputLimits.none(problem.inputSize());
  }

  /** Sets the limits of the sweeps to come, and forgets which inputs were held. */
  public void setLimits(InputLimits limits) {
    this.limits = limits;
    limited = limits.any();
    if (limited) {
      problem.keepValues();
    }
    release();
  }

  /** Forgets which inputs were held. */
  public void release() {
    for (int t = 0; t < problem.room(); t++) {
      Arrays.fill(problem.stage(t).held, false);
    }
    known = 0;
  }

  /**
   * Moves the problem on in time, and what is held with it.
   *
   * @param by at least 0
   */
  public void moveOn(int by) {
    problem.moveOn(by);
    known = Math.max(0, known - by);
    moved |= by > 0;
  }

  /**
   * Solves for every policy.
   *
   * @return false if Quu lost positive definiteness at {@link #failedStep}, or if the means did not
   *     settle within their limits, when that is −1; the policies are then undefined
   */
  public boolean solve() {
    sweeps = 0;
    interior.resetSweeps();
    if (!limited) {
      sweeps++;
      return sweep.solve();
    }
    if (moved) {
      anticipate();
    }
    moved = false;
    boolean solved = settle()
        || sweep.failedStep() < 0 && mayGoOn.getAsBoolean() && interior.solve(limits) && settle();
    known = solved ? problem.steps() : 0;
    return solved;
  }

  /**
   * Holds and frees what the last call's policies would from the start of now, and at a last step
   * that they do not know what is best where they lead. It spares a problem that has moved on most
   * of its sweeps. Not for one that has been expanded anew about another path: if that is not convex
   * it has several solutions, and the one near what was held before is to be found.
   */
  private void anticipate() {
    int end = problem.steps();
    int steps = Math.min(known, end);
    path.follow(0, steps);
    if (steps == end - 1) {
      anticipateLast(end - 1);
    } else if (steps < end) {
      return;
    }
    path.differentiate(0, steps);
    changeHeld(0, steps);
  }

  private void anticipateLast(int last) {
    boolean changed = true;
    for (int i = 0; i < PATIENCE && changed; i++) {
      if (!sweep.solve(last, last)) {
        return;
      }
      path.follow(last, last + 1);
      path.differentiate(last, last + 1);
      changed = changeHeld(last, last + 1) >= 0;
    }
  }

  /** Where the last sweep failed; −1 if it did not. */
  public int failedStep() {
    return sweep.failedStep();
  }

  /** Backward passes of the last call, some over the first steps alone. */
  public int sweeps() {
    return sweeps + interior.sweeps();
  }

  private boolean settle() {
    int last = problem.steps() - 1;
    for (int i = 0; i < PATIENCE && (i == 0 || mayGoOn.getAsBoolean()); i++) {
      sweeps++;
      if (!sweep.solve(0, last)) {
        return false;
      }
      path.follow(0, problem.steps());
      path.differentiate(0, problem.steps());
      // what comes after the last change stays as it is
      last = changeHeld(0, problem.steps());
      if (last < 0) {
        return true;
      }
    }
    return false;
  }

  /** Holds and frees inputs at some steps; answers the last one where any changed, −1 if none did. */
  private int changeHeld(int from, int to) {
    int last = -1;
    for (int t = from; t < to; t++) {
      Stage stage = problem.stage(t);
      for (int i = 0; i < stage.held.length; i++) {
        if (stage.held[i] ? free(stage, t, i) : hold(stage, t, i)) {
          last = t;
        }
      }
    }
    return last;
  }

  /** Frees a held input that would rather move inwards. */
  private boolean free(Stage stage, int t, int i) {
    double gradient = path.gradients[t][i];
    double outward = stage.heldInput[i] == limits.lower(i) ? gradient : -gradient;
    // a Newton step of this input alone, as the covariance is s·Quu⁻¹
    double inward = -outward * stage.covariance[i][i] / stage.covarianceScale;
    stage.held[i] = !(inward > ROUNDING * (1 + Math.abs(stage.heldInput[i])));
    return !stage.held[i];
  }

  /** Holds a free input that is beyond a limit. */
  private boolean hold(Stage stage, int t, int i) {
    double u = path.inputs[t][i];
    double nearest = limits.clip(i, u);
    if (!(Math.abs(u - nearest) > ROUNDING * (1 + Math.abs(nearest)))) {
      return false;
    }
    stage.held[i] = true;
    stage.heldInput[i] = nearest;
    return true;
  }
}
