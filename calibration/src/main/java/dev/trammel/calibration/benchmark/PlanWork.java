package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.lqr.RiccatiSweep;
import dev.trammel.controller.lqr.StateMarginals;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.mpc.FittedHorizon;
import dev.trammel.controller.mpc.MpcPlan;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.MpcSettings;
import dev.trammel.controller.mpc.OfflineValue;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.mpc.PlanTerms;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.QuadraticCosts;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * One planning step after another in a closed loop on a fitted model: one Gauss-Newton step over a
 * full horizon, warm from the step before, about a third of the inputs at a limit, while noise that
 * the plan does not foresee moves the state. At its end an episode begins again, cold.
 */
final class PlanWork implements Work {

  /** Horizons in an episode. */
  private static final int EPISODE = 5;

  /** Of the inputs without limits, which are then beyond them. */
  private static final double BEYOND = 0.3;

  private static final double NOISE = 0.1;

  private final MpcPlanner planner;
  private final FittedHorizon model;
  private final InputLimits limits;
  private final DMatrixRMaj start;
  private final DMatrixRMaj[] noise;
  private final int last;
  private DMatrixRMaj x;
  private DMatrixRMaj next;
  private int t;
  private long plans;
  private long sweeps;
  private long inputs;
  private long held;

  /**
   * Prepares.
   *
   * @param size n, m and the horizon
   */
  PlanWork(ProblemSize size, Kernels kernels) {
    int horizon = size.steps();
    int steps = EPISODE * horizon;
    ProblemSize episode = new ProblemSize(size.n(), size.m(), steps);
    UpdateProblem problem = RandomUpdate.usual(episode);
    Cost cost = new DeviationCost(episode);
    limits = limits(kernels, problem, cost);
    model = new FittedHorizon(problem.model());
    OfflineValue value = OfflineValue.along(
            kernels, problem.model(), cost, problem.previous(), 0, limits)
        .orElseThrow();
    planner = new MpcPlanner(
        kernels,
        model,
        PlanTerms.of(cost, steps).withValue(value),
        limits,
        MpcSettings.ofHorizon(horizon),
        PlanBudget.none());
    last = steps - horizon;
    start = problem.model().initial.mean();
    x = start.copy();
    next = start.copy();
    noise = noise(last + 1, size.n());
  }

  /** What leaves a part of the best inputs without limits beyond them. */
  private static InputLimits limits(Kernels kernels, UpdateProblem problem, Cost cost) {
    int steps = problem.model().steps();
    int n = problem.model().stateSize();
    int m = problem.model().inputSize();
    LinearGaussianController nominal = problem.previous();
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.setAll(states, nominal::nominalState);
    Arrays.setAll(inputs, nominal::nominalInput);
    LqrProblem room = new LqrProblem(kernels, steps, n, m);
    room.setCost(QuadraticCosts.along(cost, states, inputs));
    room.setDynamics(problem.model());
    Work.requireSolved(new RiccatiSweep(room).solve());
    Work.requireSolved(new StateMarginals(room).solve());
    double[] magnitudes = new double[steps * m];
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < m; i++) {
        magnitudes[t * m + i] = Math.abs(room.stage(t).input[i]);
      }
    }
    Arrays.sort(magnitudes);
    double limit = magnitudes[(int) ((1 - BEYOND) * magnitudes.length)];
    double[] upper = new double[m];
    double[] lower = new double[m];
    Arrays.fill(upper, limit);
    Arrays.fill(lower, -limit);
    return new InputLimits(lower, upper);
  }

  private static DMatrixRMaj[] noise(int steps, int n) {
    SplittableRandom random = new SplittableRandom(1);
    DMatrixRMaj[] noise = new DMatrixRMaj[steps];
    for (int t = 0; t < steps; t++) {
      noise[t] = new DMatrixRMaj(n, 1);
      for (int i = 0; i < n; i++) {
        noise[t].data[i] = NOISE * random.nextGaussian();
      }
    }
    return noise;
  }

  /** Plans once, and moves the body. */
  @Override
  public void run() {
    plan();
    move();
  }

  /** Plans once. */
  void plan() {
    Work.requireSolved(planner.plan(t, x));
  }

  /** Moves the body on by the first input of the plan. */
  void move() {
    MpcPlan plan = planner.current();
    DMatrixRMaj u = plan.input(t);
    plans++;
    sweeps += planner.sweeps();
    for (int i = 0; i < u.numRows; i++) {
      inputs++;
      held += u.data[i] == limits.lower(i) || u.data[i] == limits.upper(i) ? 1 : 0;
    }
    Work.requireSolved(model.step(t, x, u, next));
    DMatrixRMaj before = x;
    x = next;
    next = before;
    for (int i = 0; i < x.numRows; i++) {
      x.data[i] += noise[t].data[i];
    }
    t++;
    if (t > last) {
      t = 0;
      x.setTo(start);
    }
  }

  /** Backward passes per plan, so far. */
  double sweepsPerPlan() {
    return (double) sweeps / plans;
  }

  /** Part of the inputs that were at a limit, so far. */
  double partAtLimit() {
    return (double) held / inputs;
  }
}
