package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.lqr.RiccatiSweep;
import dev.trammel.controller.lqr.StateMarginals;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.mpc.FittedHorizon;
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
 * A body that moves as a fitted model says, and noise that no plan foresees; limits that about a
 * third of its best inputs would exceed. At the end of an episode another one begins.
 */
final class PlannedBody {

  /** Horizons in an episode. */
  private static final int EPISODE = 5;

  /** Of the inputs without limits, which are then beyond them. */
  private static final double BEYOND = 0.3;

  private static final double NOISE = 0.1;

  final UpdateProblem problem;
  final InputLimits limits;

  private final Kernels kernels;
  private final int horizon;
  private final int steps;
  private final Cost cost;
  private final FittedHorizon model;
  private final DMatrixRMaj start;
  private final DMatrixRMaj[] noise;
  private DMatrixRMaj x;
  private DMatrixRMaj next;
  private int t;

  /**
   * Prepares.
   *
   * @param size n, m and the horizon of plans
   */
  PlannedBody(ProblemSize size, Kernels kernels) {
    this.kernels = kernels;
    horizon = size.steps();
    steps = EPISODE * horizon;
    ProblemSize episode = new ProblemSize(size.n(), size.m(), steps);
    problem = RandomUpdate.usual(episode);
    cost = new DeviationCost(episode);
    limits = limits(kernels, problem, cost);
    model = new FittedHorizon(problem.model());
    start = problem.model().initial.mean();
    x = start.copy();
    next = start.copy();
    noise = noise(steps - horizon + 1, size.n());
  }

  /** A new planner with one full Gauss-Newton step. */
  MpcPlanner planner(PlanBudget budget) {
    OfflineValue value = OfflineValue.along(
            kernels, problem.model(), cost, problem.previous(), 0, limits)
        .orElseThrow();
    return new MpcPlanner(
        kernels,
        model,
        PlanTerms.of(cost, steps).withValue(value),
        limits,
        MpcSettings.ofHorizon(horizon),
        budget);
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

  /** Of the episode, so that a whole horizon is left. */
  int step() {
    return t;
  }

  /** Where it is, n×1; not to be modified. */
  DMatrixRMaj state() {
    return x;
  }

  /** Goes back to the start. */
  void restart() {
    t = 0;
    x.setTo(start);
  }

  /**
   * Moves on.
   *
   * @param u m×1; not modified
   */
  void move(DMatrixRMaj u) {
    Work.requireSolved(model.step(t, x, u, next));
    DMatrixRMaj before = x;
    x = next;
    next = before;
    for (int i = 0; i < x.numRows; i++) {
      x.data[i] += noise[t].data[i];
    }
    t++;
    if (t == noise.length) {
      restart();
    }
  }
}
