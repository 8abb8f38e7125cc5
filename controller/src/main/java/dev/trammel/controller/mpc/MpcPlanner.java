package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.mpc.MpcCounts.Count;
import dev.trammel.controller.mpc.PlanBudget.Piece;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Plans over a receding horizon, or a shrinking one where the episode ends within it: the last plan
 * is followed with its feedback from the state of now; about that path, model and cost are expanded;
 * the linear-quadratic problem is solved within the input limits; its policy is followed on the
 * model with a line search (Tassa, Mansard and Todorov, 2014; one iteration a cycle is the real-time
 * iteration of Diehl, Bock and Schlöder, 2005).
 *
 * <p>{@link #plan} allocates nothing and throws nothing. For one thread.
 */
public final class MpcPlanner {

  /** Of the cost: what may be rounding when a step makes it rise. */
  private static final double ROUNDING = 1e-11;

  private final MpcSettings settings;
  private final PlanBudget budget;
  private final PlanCost cost;
  private final Optional<FirstGuess> guide;
  private final GaussNewtonStep step;
  private final MpcPlan plan;
  private final MpcPlan none;
  private PlanPath nominal;
  private PlanPath candidate;
  private double remaining;
  private boolean warm;
  private int first;
  private int steps;
  private int iterations;
  private boolean converged;
  private PlanFailure failure = PlanFailure.NONE;
  private volatile @Nullable RuntimeException error;

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
    this.settings = settings;
    this.budget = budget;
    cost = new PlanCost(terms, n, m);
    guide = terms.controller().map(FirstGuess::new);
    int horizon = Math.min(settings.horizon(), terms.steps());
    step = new GaussNewtonStep(kernels, model, cost, limits, horizon, budget);
    plan = new MpcPlan(horizon, n, m);
    none = new MpcPlan(1, n, m);
    nominal = new PlanPath(model, limits, horizon);
    candidate = new PlanPath(model, limits, horizon);
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
    iterations = 0;
    converged = false;
    try {
      failure = attempt(t, x);
    } catch (RuntimeException e) {
      // a model or a cost from outside threw
      error = e;
      failure = PlanFailure.BROKEN;
    }
    if (failure != PlanFailure.NONE && failure != PlanFailure.LATE) {
      warm = false;
    }
    return failure == PlanFailure.NONE;
  }

  /** Plans, and marks the plan with the request that it answers. */
  @RealTime
  boolean serve(long request, int t, DMatrixRMaj x) {
    boolean found = plan(t, x);
    if (found) {
      plan.request = request;
    }
    return found;
  }

  /** Counts what came of the last call, once the plan is where it is used. */
  @RealTime
  void count(MpcCounts counts) {
    if (failure == PlanFailure.NONE) {
      counts.add(Count.SWEEPS, step.sweeps());
      counts.add(Count.PLANS);
    } else {
      counts.add(failure);
    }
  }

  /** Forgets the last plan if it answers an earlier request. */
  @RealTime
  void forgetBefore(long request) {
    if (plan.request < request) {
      reset();
    }
  }

  /** The last plan that was found; modified by the next one. */
  public MpcPlan current() {
    return plan;
  }

  /** Why the last call found no plan. */
  public PlanFailure failure() {
    return failure;
  }

  /** What a model or a cost threw when planning last failed as {@link PlanFailure#BROKEN}. */
  public Optional<RuntimeException> error() {
    return Optional.ofNullable(error);
  }

  /** Backward passes of the last call that began with a state it could plan from. */
  public int sweeps() {
    return step.sweeps();
  }

  /** Gauss-Newton steps of the last call. */
  public int iterations() {
    return iterations;
  }

  /**
   * Whether the last Gauss-Newton step of the last call was a whole one that changed no input beyond
   * the tolerance. It is false as well where rounding hides from the line search what would help.
   */
  public boolean converged() {
    return converged;
  }

  /**
   * Plans without a deadline, so that the JVM compiles it and the budget learns how long it takes:
   * without, the first plans take a thousand times as long as those to come. Before the first cycle,
   * on the thread that is to plan.
   *
   * @param x n×1, a state as it is to be planned from; not modified
   * @param plans how many, some thousands
   */
  public void rehearse(DMatrixRMaj x, int plans) {
    for (int i = 0; i < plans; i++) {
      if (i == 0 || i == plans / 2) {
        budget.rehearse(true);
      }
      budget.begin();
      plan(i % cost.steps(), x);
    }
    budget.rehearse(false);
    reset();
  }

  /** Forgets the last plan, as before another episode. */
  @RealTime
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
    if (!budget.allowsPlan(Math.min(settings.horizon(), cost.steps() - t))) {
      return PlanFailure.LATE;
    }
    if (!begin(t, x)) {
      return PlanFailure.MODEL_NOT_FINITE;
    }
    boolean moved = true;
    while (iterations < settings.iterations() && !converged && !step.isStuck()) {
      PlanFailure reason = moved ? step.expand(nominal) : PlanFailure.NONE;
      if (reason == PlanFailure.NONE) {
        reason = step.solve(nominal);
      }
      if (reason != PlanFailure.NONE) {
        // what an iteration before found is a plan
        return iterations > 0 ? PlanFailure.NONE : reason;
      }
      iterations++;
      moved = improve();
      if (!plan.take(first, nominal, step.policies())) {
        return iterations > 1 ? PlanFailure.NONE : PlanFailure.PLAN_NOT_FINITE;
      }
    }
    return PlanFailure.NONE;
  }

  /** Moves the horizon on and finds the path to begin from. */
  @RealTime
  private boolean begin(int t, DMatrixRMaj x) {
    boolean goesOn = warm && t >= first;
    if (!goesOn || step.isStuck()) {
      step.forget();
    }
    warm = true;
    remaining = Double.POSITIVE_INFINITY;
    first = t;
    steps = Math.min(settings.horizon(), cost.steps() - t);
    if (!step.moveTo(first, steps, x)) {
      return false;
    }
    long from = budget.now();
    boolean followed = nominal.follow(goesOn ? plan : none, guide, first, steps, x);
    budget.learn(Piece.ROLLOUT, from, steps);
    return followed;
  }

  /** Follows the policies as far as that helps; answers whether the nominal path has moved. */
  @RealTime
  private boolean improve() {
    double alpha = 1;
    for (int i = 0; i <= settings.halvings(); i++) {
      if (!budget.allows(Piece.ROLLOUT, steps)) {
        return false;
      }
      if (candidate.follow(step.policies(), nominal, alpha, first) && isNoWorse(alpha)) {
        take(alpha);
        return true;
      }
      alpha /= 2;
    }
    step.raise();
    return false;
  }

  @RealTime
  private void take(double alpha) {
    boolean whole = alpha == 1;
    if (settings.tolerance() > 0) {
      remaining = newtonStep(alpha);
      converged = whole && remaining <= settings.tolerance();
    }
    PlanPath last = nominal;
    nominal = candidate;
    candidate = last;
    if (whole) {
      step.lower();
    } else {
      step.raise();
    }
  }

  /** How far a whole step without λ would go from the nominal path to the candidate and beyond. */
  @RealTime
  private double newtonStep(double alpha) {
    return candidate.change(nominal, steps) / (alpha * step.part());
  }

  @RealTime
  private boolean isNoWorse(double alpha) {
    if (settings.halvings() == 0) {
      return true;
    }
    double found = candidate.cost(cost, first, steps);
    if (found < step.pathCost()) {
      return true;
    }
    // within rounding the steps themselves must get smaller, lest two of them take turns for ever
    return found <= step.pathCost() + ROUNDING * Math.abs(step.pathCost())
        && newtonStep(alpha) < remaining;
  }
}
