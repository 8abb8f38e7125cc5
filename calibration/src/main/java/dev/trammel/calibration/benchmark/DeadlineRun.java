package dev.trammel.calibration.benchmark;

import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcCounts.Count;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.plant.Action;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.ejml.data.DMatrixRMaj;

/**
 * Control cycles on the real clock, each as long as its deadline. The thread of the control cycle
 * spins until the next one is due. A cycle that took too long is planning's fault if planning was
 * begun in it and its thread was computing all that time, and else the host's: something else had
 * the processor.
 */
final class DeadlineRun {

  private static final int REHEARSAL = 20_000;
  private static final double NANOS = 1e9;

  private final ProblemSize size;
  private final PlannedBody body;
  private final long deadline;
  private final boolean tooShort;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final StateEstimate estimate;
  private final Action action;
  private long infeasible;
  private long overByPlanning;
  private long overByHost;
  private long worst;

  /**
   * Prepares.
   *
   * @param plan how long a plan takes [ns]
   * @param part of that which is the deadline of a cycle, and its length
   */
  DeadlineRun(ProblemSize size, Kernels kernels, double plan, double part) {
    this.size = size;
    body = new PlannedBody(size, kernels);
    deadline = (long) (part * plan);
    tooShort = part < 1;
    estimate = new StateEstimate(size.n());
    action = new Action(size.m());
  }

  /** Plans in the cycle, which gives up what would end after the deadline. */
  DeadlineResult inCycle(int cycles) {
    PlanBudget budget = new PlanBudget(deadline / NANOS, System::nanoTime);
    MpcPlanner planner = rehearsed(budget);
    MpcController controller =
        MpcController.inCycle(planner, budget, body.problem.previous(), body.limits);
    return run(controller, "in the cycle", cycles);
  }

  /** Plans on a thread beside it. */
  DeadlineResult onThread(int cycles) {
    MpcPlanner planner = rehearsed(PlanBudget.none());
    return run(
        MpcController.onThread(planner, body.problem.previous(), body.limits),
        "on a thread",
        cycles);
  }

  private MpcPlanner rehearsed(PlanBudget budget) {
    MpcPlanner planner = body.planner(budget);
    planner.rehearse(body.state(), REHEARSAL);
    return planner;
  }

  private DeadlineResult run(MpcController controller, String where, int cycles) {
    try (controller) {
      body.restart();
      cycles(controller, REHEARSAL);
      infeasible = 0;
      overByPlanning = 0;
      overByHost = 0;
      worst = 0;
      controller.counts().clear();
      cycles(controller, cycles);
      return new DeadlineResult(
          size,
          where,
          deadline,
          controller.counts(),
          infeasible,
          overByPlanning,
          overByHost,
          worst,
          tooShort);
    }
  }

  private void cycles(MpcController controller, int count) {
    long due = System.nanoTime();
    for (int i = 0; i < count; i++) {
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      cycle(controller);
      due = Math.max(due + deadline, System.nanoTime());
    }
  }

  private void cycle(MpcController controller) {
    estimate.mean.setTo(body.state());
    long overruns = controller.counts().of(Count.OVERRUNS);
    long cpu = threads.getCurrentThreadCpuTime();
    long from = System.nanoTime();
    boolean acted = controller.act(estimate, body.step(), action);
    long took = System.nanoTime() - from;
    if (took > deadline) {
      boolean planned = controller.counts().of(Count.OVERRUNS) > overruns;
      boolean computed = threads.getCurrentThreadCpuTime() - cpu > deadline;
      overByPlanning += planned && computed ? 1 : 0;
      overByHost += planned && computed ? 0 : 1;
    }
    worst = Math.max(worst, took);
    infeasible += acted && isFeasible(action.requested) ? 0 : 1;
    body.move(action.requested);
  }

  private boolean isFeasible(DMatrixRMaj u) {
    for (int i = 0; i < u.numRows; i++) {
      if (!(u.data[i] >= body.limits.lower(i) && u.data[i] <= body.limits.upper(i))) {
        return false;
      }
    }
    return true;
  }
}
