package dev.trammel.controller.mpc;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.MpcCounts.Count;
import dev.trammel.controller.plant.Action;
import org.ejml.data.DMatrixRMaj;

/**
 * Plans again at every step and does what the newest plan says, with its feedback at the newest
 * state: that of this step; where planning failed or is late, the one before, as long as it reaches;
 * without any, what a local controller says; and where that has no finite answer either, nothing,
 * which makes the control loop rest. Where a guard says that the model is wrong, no plan acts, and
 * where it is wrong beyond measure nobody does. What feedback pushes out of the limits is projected
 * onto them. All of that is counted.
 *
 * <p>A step that is not after the last one begins another episode.
 */
public final class MpcController implements Controller, AutoCloseable {

  private final Planning planning;
  private final Controller fallback;
  private final InputLimits limits;
  private final ModelWatch watch;
  private final MpcCounts counts;
  private final PlanRequest asked;
  private Count used = Count.NO_ACTION;
  private MpcPlan acting;

  private MpcController(
      MpcPlanner planner, Controller fallback, InputLimits limits, ModelWatch watch, Means means) {
    planning = means.planning;
    counts = means.counts;
    this.fallback = fallback;
    this.limits = limits;
    this.watch = watch;
    MpcPlan plan = planner.current();
    acting = plan;
    asked = new PlanRequest(plan.states[0].numRows, plan.inputs[0].numRows);
  }

  private record Means(Planning planning, MpcCounts counts) {}

  /**
   * Plans inside the control cycle.
   *
   * @param budget the planner's own, whose cycles this begins
   * @param fallback acts for want of a plan: the last controller that was accepted
   */
  public static MpcController inCycle(
      MpcPlanner planner, PlanBudget budget, Controller fallback, InputLimits limits) {
    return inCycle(planner, budget, fallback, limits, ModelWatch.none());
  }

  /**
   * Plans inside the control cycle, on a model that is watched.
   *
   * @param budget the planner's own, whose cycles this begins
   * @param fallback acts for want of a plan or of a model: the last controller that was accepted
   * @param watch of the planner's model, for this controller alone
   */
  public static MpcController inCycle(
      MpcPlanner planner,
      PlanBudget budget,
      Controller fallback,
      InputLimits limits,
      ModelWatch watch) {
    MpcCounts counts = new MpcCounts();
    Planning planning = new PlanningInCycle(planner, budget, watch, counts);
    return new MpcController(planner, fallback, limits, watch, new Means(planning, counts));
  }

  /**
   * Plans on a thread of its own, which ends with {@link #close}; the control cycle never waits.
   *
   * @param planner without a budget; only that thread uses it from now on
   * @param fallback acts for want of a plan: the last controller that was accepted
   */
  public static MpcController onThread(
      MpcPlanner planner, Controller fallback, InputLimits limits) {
    return onThread(planner, fallback, limits, ModelWatch.none());
  }

  /**
   * Plans on a thread of its own, on a model that is watched there; {@link #close} ends it.
   *
   * @param planner without a budget; only that thread uses it from now on
   * @param fallback acts for want of a plan or of a model: the last controller that was accepted
   * @param watch of the planner's model, for this controller alone
   */
  public static MpcController onThread(
      MpcPlanner planner, Controller fallback, InputLimits limits, ModelWatch watch) {
    MpcCounts counts = new MpcCounts();
    Planning planning = new PlanningThread(planner, watch, counts);
    return new MpcController(planner, fallback, limits, watch, new Means(planning, counts));
  }

  /** What has been counted so far, and goes on being counted. */
  public MpcCounts counts() {
    return counts;
  }

  @RealTime
  @Override
  public boolean act(StateEstimate estimate, int step, Action out) {
    counts.add(Count.CYCLES);
    asked.next(step, estimate.mean, out.applied);
    planning.request(asked);
    used = choose(estimate, step, out);
    counts.add(used);
    if (used == Count.NO_ACTION) {
      return false;
    }
    if (project(out.requested)) {
      counts.add(Count.PROJECTIONS);
    }
    return true;
  }

  /**
   * What it would do from the step of the last {@link #act} on, as feedback u = Kx + k without
   * limits, for a body that goes on by itself until it is told anew.
   *
   * @param step that {@code act} was last called for
   * @param gains rows K for step, step + 1, …, each m·n row by row; modified
   * @param offsets rows k, each m; modified
   * @return for how many steps, at most as many as there are rows; 0 if it would not act
   */
  public int feedback(int step, double[][] gains, double[][] offsets) {
    return switch (used) {
      case NEW_PLANS_USED, OLD_PLANS_USED -> acting.feedback(step, gains, offsets);
      case CONTROLLER_USED ->
        fallback instanceof LinearGaussianController linear
            ? linear.feedback(step, gains, offsets)
            : 0;
      default -> 0;
    };
  }

  @RealTime
  private Count choose(StateEstimate estimate, int step, Action out) {
    GuardVerdict verdict = watch.verdict(asked.firstOfEpisode);
    if (verdict == GuardVerdict.BEYOND) {
      counts.add(Count.MODEL_BEYOND);
      return Count.NO_ACTION;
    }
    if (verdict == GuardVerdict.WRONG) {
      counts.add(Count.MODEL_WRONG);
      return fallBack(estimate, step, out);
    }
    MpcPlan plan = planning.newest();
    if (plan.request() >= asked.firstOfEpisode && plan.covers(step)) {
      plan.act(step, estimate.mean, out.requested);
      if (Finite.all(out.requested)) {
        counts.add(Count.PLAN_AGES, step - plan.first());
        acting = plan;
        return plan.first() == step ? Count.NEW_PLANS_USED : Count.OLD_PLANS_USED;
      }
    }
    return fallBack(estimate, step, out);
  }

  @RealTime
  private Count fallBack(StateEstimate estimate, int step, Action out) {
    boolean acts = step >= 0 && fallback.act(estimate, step, out) && Finite.all(out.requested);
    return acts ? Count.CONTROLLER_USED : Count.NO_ACTION;
  }

  @RealTime
  private boolean project(DMatrixRMaj u) {
    boolean projected = false;
    for (int i = 0; i < u.numRows; i++) {
      double nearest = limits.clip(i, u.data[i]);
      projected |= nearest != u.data[i];
      u.data[i] = nearest;
    }
    return projected;
  }

  /** Ends the planning thread, if there is one. */
  @Override
  public void close() {
    planning.close();
  }
}
