package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.PlanBudget;
import org.ejml.data.DMatrixRMaj;

/**
 * One planning step after another in a closed loop: one Gauss-Newton step over a full horizon, warm
 * from the step before. At the body's end an episode begins again, cold.
 */
final class PlanWork implements Work {

  private final PlannedBody body;
  private final MpcPlanner planner;
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
    body = new PlannedBody(size, kernels);
    planner = body.planner(PlanBudget.none());
  }

  /** Plans once, and moves the body. */
  @Override
  public void run() {
    plan();
    move();
  }

  /** Plans once. */
  void plan() {
    Work.requireSolved(planner.plan(body.step(), body.state()));
  }

  /** Moves the body on by the first input of the plan. */
  void move() {
    DMatrixRMaj u = planner.current().input(body.step());
    InputLimits limits = body.limits;
    plans++;
    sweeps += planner.sweeps();
    for (int i = 0; i < u.numRows; i++) {
      inputs++;
      held += u.data[i] == limits.lower(i) || u.data[i] == limits.upper(i) ? 1 : 0;
    }
    body.move(u);
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
