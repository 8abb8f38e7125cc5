package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LimitedSweep;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.mpc.PlanBudget.Piece;
import org.ejml.data.DMatrixRMaj;

/**
 * The linear-quadratic problem about a path, and its policies within the input limits. λ‖u − ū‖²/2
 * joins the cost (Levenberg) where Quu is not positive definite or no step helps, and fades once it
 * is not needed. Nothing allocates after the constructor.
 *
 * <pre>  F  n×(n+m), f  n×1   model about a point of the path: x′ = F(x, u) + f</pre>
 */
final class GaussNewtonStep {

  private static final double LEAST_LAMBDA = 1e-6;
  private static final double GREATEST_LAMBDA = 1e10;
  private static final double RAISE = 10;
  private static final double LOWER = 0.25;

  private final HorizonModel model;
  private final PlanCost cost;
  private final PlanBudget budget;
  private final LqrProblem linear;
  private final LimitedSweep sweep;
  private final DMatrixRMaj F;
  private final DMatrixRMaj f;
  private double pathCost;
  private double lambda;
  private int first;
  private int sweeps;

  /** First stages that hold an affine model already. */
  private int loaded;

  GaussNewtonStep(
      Kernels kernels,
      HorizonModel model,
      PlanCost cost,
      InputLimits limits,
      int horizon,
      PlanBudget budget) {
    this.model = model;
    this.cost = cost;
    this.budget = budget;
    int n = model.stateSize();
    int m = model.inputSize();
    linear = new LqrProblem(kernels, horizon, n, m);
    linear.keepValues();
    sweep = new LimitedSweep(linear, () -> budget.allows(Piece.SWEEP, linear.steps()));
    sweep.setLimits(limits);
    F = new DMatrixRMaj(n, n + m);
    f = new DMatrixRMaj(n, 1);
    for (int i = 0; i < horizon; i++) {
      for (int j = 0; j < m; j++) {
        linear.stage(i).prior.hessian[n + j][n + j] = 1;
      }
    }
  }

  /** Forgets what was held and how much was regularised. */
  @RealTime
  void forget() {
    lambda = 0;
    loaded = 0;
    sweep.release();
  }

  /**
   * Moves to another part of the episode; what is held there stays held.
   *
   * @param first step, not before the one of the last call unless what was held is forgotten
   */
  @RealTime
  boolean moveTo(int first, int steps, DMatrixRMaj start) {
    int by = Math.max(0, first - this.first);
    sweep.moveOn(by);
    loaded = Math.max(0, loaded - by);
    this.first = first;
    Rows.copy(start, linear.state(0).mean);
    sweeps = 0;
    return linear.setSteps(steps);
  }

  /** Expands model and cost about a path. */
  @RealTime
  PlanFailure expand(PlanPath path) {
    if (!budget.allows(Piece.EXPANSION, linear.steps())) {
      return PlanFailure.LATE;
    }
    long from = budget.now();
    pathCost = 0;
    for (int i = 0; i < linear.steps(); i++) {
      DMatrixRMaj x = path.states[i];
      DMatrixRMaj u = path.inputs[i];
      if (i >= loaded && !load(i, x, u)) {
        return PlanFailure.MODEL_NOT_FINITE;
      }
      pathCost += cost.expand(first + i, x, u, linear.stage(i).cost);
    }
    int end = linear.steps();
    pathCost += cost.expandEnd(first + end, path.states[end], linear.terminalValue());
    budget.learn(Piece.EXPANSION, from, end);
    return Double.isFinite(pathCost) ? PlanFailure.NONE : PlanFailure.COST_NOT_FINITE;
  }

  @RealTime
  private boolean load(int stage, DMatrixRMaj x, DMatrixRMaj u) {
    if (!model.linearise(first + stage, x, u, F, f)) {
      return false;
    }
    linear.stage(stage).dynamics.set(F, f);
    if (model.isAffine()) {
      loaded = stage + 1;
    }
    return true;
  }

  /** What the path of the last expansion costs. */
  double pathCost() {
    return pathCost;
  }

  /** Finds policies with a λ that allows it. */
  @RealTime
  PlanFailure solve(PlanPath path) {
    while (true) {
      if (!budget.allows(Piece.SWEEP, linear.steps())) {
        return PlanFailure.LATE;
      }
      regularise(path);
      long from = budget.now();
      boolean solved = sweep.solve();
      sweeps += sweep.sweeps();
      budget.learn(Piece.SWEEP, from, sweep.sweeps() * linear.steps());
      if (solved) {
        return PlanFailure.NONE;
      }
      if (budget.hasRefused()) {
        return PlanFailure.LATE;
      }
      if (isStuck()) {
        return sweep.failedStep() < 0
            ? PlanFailure.LIMITS_NOT_MET
            : PlanFailure.NOT_POSITIVE_DEFINITE;
      }
      raise();
    }
  }

  @RealTime
  private void regularise(PlanPath path) {
    int n = model.stateSize();
    for (int i = 0; i < linear.steps(); i++) {
      Stage stage = linear.stage(i);
      stage.priorWeight = lambda;
      if (lambda > 0) {
        for (int j = 0; j < model.inputSize(); j++) {
          stage.prior.gradient[n + j] = -path.inputs[i].data[j];
        }
      }
    }
  }

  /** Makes steps shorter. */
  void raise() {
    lambda = Math.max(LEAST_LAMBDA, RAISE * lambda);
  }

  /** Makes steps longer. */
  void lower() {
    lambda = lambda > LEAST_LAMBDA ? LOWER * lambda : 0;
  }

  /** Whether steps cannot be made shorter. */
  boolean isStuck() {
    return lambda > GREATEST_LAMBDA;
  }

  /**
   * What λ leaves of a step, at the free input where that is least: Quu/(Quu + λ), 0 where Quu alone
   * would not be positive.
   */
  double part() {
    double part = 1;
    for (int i = 0; i < linear.steps() && lambda > 0; i++) {
      Stage stage = linear.stage(i);
      for (int j = 0; j < stage.held.length; j++) {
        if (!stage.held[j]) {
          part = Math.min(part, Math.max(0, 1 - lambda * stage.covariance[j][j]));
        }
      }
    }
    return part;
  }

  /** The problem with the policies that were found. */
  LqrProblem policies() {
    return linear;
  }

  /** Backward passes since the last move. */
  int sweeps() {
    return sweeps;
  }
}
