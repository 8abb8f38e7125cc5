package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LimitedSweep;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.mpc.PlanBudget.Piece;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Plans over a receding horizon, or a shrinking one where the episode ends within it: the last plan
 * is followed with its feedback from the state of now; about that path, model and cost are expanded;
 * the linear-quadratic problem is solved within the input limits; its policy is followed on the model
 * with a line search (Tassa, Mansard and Todorov, 2014; one iteration a cycle is the real-time
 * iteration of Diehl, Bock and Schlöder, 2005). λ‖u − ū‖²/2 joins the cost where Quu is not positive
 * definite or no step helps, and fades once it is not needed.
 *
 * <p>{@link #plan} allocates nothing and throws nothing. For one thread.
 */
public final class MpcPlanner {

  private static final double LEAST_LAMBDA = 1e-6;
  private static final double GREATEST_LAMBDA = 1e10;
  private static final double RAISE = 10;
  private static final double LOWER = 0.25;

  /** Of the cost: what may be rounding when a step makes it rise. */
  private static final double ROUNDING = 1e-11;

  private final HorizonModel model;
  private final MpcSettings settings;
  private final PlanBudget budget;
  private final PlanCost cost;
  private final Optional<KlTerm> guide;
  private final LqrProblem linear;
  private final LimitedSweep sweep;
  private final DMatrixRMaj F;
  private final DMatrixRMaj f;
  private final MpcPlan plan;
  private PlanPath nominal;
  private PlanPath candidate;
  private double nominalCost;
  private double lambda;
  private double change;
  private boolean warm;
  private int first;
  private int steps;
  private int sweeps;
  private int iterations;
  private boolean converged;
  private PlanFailure failure = PlanFailure.NONE;

  /**
   * Room for plans, none yet.
   *
   * @param limits of the m inputs
   * @param budget of time that {@link #plan} keeps to; its cycles are begun by others
   */
  public MpcPlanner(
      Kernels kernels,
      HorizonModel model,
      PlanTerms terms,
      InputLimits limits,
      MpcSettings settings,
      PlanBudget budget) {
    int n = model.stateSize();
    int m = model.inputSize();
    if (limits.size() != m) {
      throw new IllegalArgumentException(
          "limits must be those of " + m + " inputs, were of " + limits.size());
    }
    this.model = model;
    this.settings = settings;
    this.budget = budget;
    cost = new PlanCost(terms, n, m);
    guide = terms.controller().map(controller -> new KlTerm(controller, terms.klWeight()));
    int horizon = Math.min(settings.horizon(), terms.steps());
    linear = new LqrProblem(kernels, horizon, n, m);
    sweep = new LimitedSweep(linear, () -> budget.allows(Piece.SWEEP));
    sweep.setLimits(limits);
    F = new DMatrixRMaj(n, n + m);
    f = new DMatrixRMaj(n, 1);
    plan = new MpcPlan(horizon, n, m);
    nominal = new PlanPath(model, limits, horizon);
    candidate = new PlanPath(model, limits, horizon);
    for (int i = 0; i < horizon; i++) {
      for (int j = 0; j < m; j++) {
        linear.stage(i).prior.hessian[n + j][n + j] = 1;
      }
    }
  }

  /**
   * Plans from a state.
   *
   * @param t step of the episode; going back begins anew
   * @param x n×1; not modified
   * @return false if there is no plan, for the reason of {@link #failure}; {@link #current} is then
   *     still the one before
   */
  @RealTime
  public boolean plan(int t, DMatrixRMaj x) {
    sweeps = 0;
    iterations = 0;
    converged = false;
    failure = attempt(t, x);
    if (failure != PlanFailure.NONE) {
      warm = failure == PlanFailure.LATE;
      lambda = 0;
      sweep.release();
    }
    return failure == PlanFailure.NONE;
  }

  /** The last plan that was found; modified by the next one. */
  public MpcPlan current() {
    return plan;
  }

  /** Why the last call found no plan. */
  public PlanFailure failure() {
    return failure;
  }

  /** Backward passes of the last call. */
  public int sweeps() {
    return sweeps;
  }

  /** Gauss-Newton steps of the last call. */
  public int iterations() {
    return iterations;
  }

  /** Whether the last Gauss-Newton step of the last call changed no input beyond the tolerance. */
  public boolean converged() {
    return converged;
  }

  /** Forgets the last plan, as before another episode. */
  public void reset() {
    warm = false;
    plan.clear();
  }

  @RealTime
  private PlanFailure attempt(int t, DMatrixRMaj x) {
    if (t < 0 || t >= cost.steps()) {
      return PlanFailure.BEYOND_EPISODE;
    }
    if (!Finite.all(x)) {
      return PlanFailure.STATE_NOT_FINITE;
    }
    if (!begin(t, x)) {
      return PlanFailure.MODEL_NOT_FINITE;
    }
    boolean moved = true;
    while (iterations < settings.iterations() && !converged) {
      PlanFailure reason = iterate(moved);
      if (reason != PlanFailure.NONE) {
        // what an iteration before found is a plan
        return iterations > 0 ? PlanFailure.NONE : reason;
      }
      iterations++;
      moved = improve();
      if (!keep()) {
        return PlanFailure.PLAN_NOT_FINITE;
      }
    }
    return PlanFailure.NONE;
  }

  /** Moves the horizon on and finds the path to begin from. */
  @RealTime
  private boolean begin(int t, DMatrixRMaj x) {
    boolean goesOn = warm && t >= first;
    if (goesOn) {
      sweep.shift(t - first);
    } else {
      plan.clear();
      lambda = 0;
    }
    first = t;
    steps = Math.min(settings.horizon(), cost.steps() - t);
    linear.setSteps(steps);
    if (!goesOn) {
      sweep.release();
    }
    warm = true;
    change = Double.POSITIVE_INFINITY;
    Rows.copy(x, linear.state(0).mean);
    return nominal.follow(plan, guide, first, steps, x);
  }

  /** Expands about the nominal path, where that has moved, and solves. */
  @RealTime
  private PlanFailure iterate(boolean moved) {
    if (moved) {
      if (!budget.allows(Piece.EXPANSION)) {
        return PlanFailure.LATE;
      }
      long from = budget.now();
      PlanFailure reason = expand();
      if (reason != PlanFailure.NONE) {
        return reason;
      }
      budget.learn(Piece.EXPANSION, from, 1);
    }
    return solve();
  }

  @RealTime
  private PlanFailure expand() {
    nominalCost = 0;
    for (int i = 0; i < steps; i++) {
      DMatrixRMaj x = nominal.states[i];
      DMatrixRMaj u = nominal.inputs[i];
      Stage stage = linear.stage(i);
      if (!model.linearise(first + i, x, u, F, f)) {
        return PlanFailure.MODEL_NOT_FINITE;
      }
      stage.dynamics.set(F, f);
      nominalCost += cost.expand(first + i, x, u, stage.cost);
    }
    QuadraticRows end = linear.terminalValue();
    nominalCost += cost.expandEnd(first + steps, nominal.states[steps], end);
    return Double.isFinite(nominalCost) ? PlanFailure.NONE : PlanFailure.COST_NOT_FINITE;
  }

  /** Finds policies with a λ that allows it. */
  @RealTime
  private PlanFailure solve() {
    while (true) {
      if (!budget.allows(Piece.SWEEP)) {
        return PlanFailure.LATE;
      }
      regularise();
      long from = budget.now();
      boolean solved = sweep.solve();
      sweeps += sweep.sweeps();
      budget.learn(Piece.SWEEP, from, sweep.sweeps());
      if (solved) {
        return PlanFailure.NONE;
      }
      if (budget.hasRefused()) {
        return PlanFailure.LATE;
      }
      if (lambda >= GREATEST_LAMBDA) {
        return sweep.failedStep() < 0
            ? PlanFailure.LIMITS_NOT_MET
            : PlanFailure.NOT_POSITIVE_DEFINITE;
      }
      raiseLambda();
    }
  }

  @RealTime
  private void regularise() {
    // ½λ‖u − ū‖²
    int n = model.stateSize();
    for (int i = 0; i < steps; i++) {
      Stage stage = linear.stage(i);
      stage.priorWeight = lambda;
      if (lambda > 0) {
        for (int j = 0; j < model.inputSize(); j++) {
          stage.prior.gradient[n + j] = -nominal.inputs[i].data[j];
        }
      }
    }
  }

  private void adaptLambda(double alpha) {
    if (alpha < 1) {
      raiseLambda();
    } else {
      lambda = lambda > LEAST_LAMBDA ? LOWER * lambda : 0;
    }
  }

  private void raiseLambda() {
    lambda = Math.max(LEAST_LAMBDA, RAISE * lambda);
  }

  /** Follows the policies as far as that helps; answers whether the nominal path has moved. */
  @RealTime
  private boolean improve() {
    double alpha = 1;
    for (int i = 0; i <= settings.halvings(); i++) {
      if (candidate.follow(linear, nominal, alpha, first) && isNoWorse()) {
        PlanPath last = nominal;
        nominal = candidate;
        candidate = last;
        change = nominal.change(last, steps);
        converged = alpha == 1 && change <= settings.tolerance();
        adaptLambda(alpha);
        return true;
      }
      alpha /= 2;
    }
    raiseLambda();
    // nothing helps, not even the smallest step
    converged = lambda > GREATEST_LAMBDA;
    return false;
  }

  @RealTime
  private boolean isNoWorse() {
    if (settings.halvings() == 0) {
      return true;
    }
    double found = candidate.cost(cost, first, steps);
    if (found < nominalCost) {
      return true;
    }
    // within rounding the steps themselves must get smaller, lest two of them take turns for ever
    return found <= nominalCost + ROUNDING * Math.abs(nominalCost)
        && candidate.change(nominal, steps) < change;
  }

  /** Makes the nominal path the plan, with the policies' feedback about it. */
  @RealTime
  private boolean keep() {
    for (int i = 0; i < steps; i++) {
      if (!Finite.all(nominal.inputs[i]) || !hasFiniteGain(linear.stage(i))) {
        return false;
      }
    }
    plan.first = first;
    plan.steps = steps;
    for (int i = 0; i < steps; i++) {
      MpcPlan.copy(nominal.states[i], plan.states[i]);
      MpcPlan.copy(nominal.inputs[i], plan.inputs[i]);
      Rows.copy(linear.stage(i).policy.matrix, plan.gains[i]);
    }
    MpcPlan.copy(nominal.states[steps], plan.states[steps]);
    return true;
  }

  private boolean hasFiniteGain(Stage stage) {
    for (double[] row : stage.policy.matrix) {
      if (!Finite.all(row, model.stateSize())) {
        return false;
      }
    }
    return true;
  }
}
