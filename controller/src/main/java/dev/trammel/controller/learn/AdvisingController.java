package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.PositiveDefinite;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.mpc.MpcPlan;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Plans anew at every step and remembers what the plan said, for a policy to learn from. It does
 * what the plan says, or what lies between that and a {@link Companion policy}: the adaptive teacher
 * of Kahn, Zhang, Levine and Abbeel, "PLATO: policy learning using adaptive trajectory
 * optimization" (2017), with the plan's own quadratic for what the action costs,
 *
 * <pre>  u = argmin ½(u − û)ᵀQuu(u − û) + λ ½(u − μ)ᵀC⁻¹(u − μ),   lower ≤ u ≤ upper</pre>
 *
 * <p>(with several inputs, the free minimum projected onto the limits). So the policy comes to the
 * states that it will see when it acts alone, but no further than that is cheap. For one thread.
 */
final class AdvisingController implements Controller {

  /**
   * A policy to stay near.
   *
   * @param mean its μ
   * @param precision C⁻¹, m×m; not modified
   * @param price λ [units of cost / nat]
   */
  record Companion(Controller mean, DMatrixRMaj precision, double price) {}

  /**
   * What a plan said at a state of an episode.
   *
   * @param step of the episode
   * @param state n×1
   * @param input û, m×1, within the limits
   * @param precision Quu, m×m
   */
  record Word(int step, DMatrixRMaj state, DMatrixRMaj input, DMatrixRMaj precision) {}

  private final MpcPlanner planner;
  private final Controller fallback;
  private final InputLimits limits;
  private final Optional<Companion> companion;
  private final DMatrixRMaj[] states;
  private final DMatrixRMaj[] inputs;
  private final DMatrixRMaj[] covariances;
  private final boolean[] planned;
  private final DMatrixRMaj between;
  private final DMatrixRMaj rightSide;
  private final LinearSolverDense<DMatrixRMaj> solver;
  private int lastStep = -1;

  /**
   * @param planner of this controller alone
   * @param fallback acts for want of a plan
   * @param steps T
   */
  AdvisingController(
      MpcPlanner planner,
      Controller fallback,
      InputLimits limits,
      int steps,
      Optional<Companion> companion) {
    this.planner = planner;
    this.fallback = fallback;
    this.limits = limits;
    this.companion = companion;
    int m = limits.size();
    states = new DMatrixRMaj[steps];
    inputs = new DMatrixRMaj[steps];
    covariances = new DMatrixRMaj[steps];
    planned = new boolean[steps];
    Arrays.setAll(inputs, t -> new DMatrixRMaj(m, 1));
    Arrays.setAll(covariances, t -> new DMatrixRMaj(m, m));
    between = new DMatrixRMaj(m, m);
    rightSide = new DMatrixRMaj(m, 1);
    solver = LinearSolverFactory_DDRM.chol(m);
  }

  @RealTime
  @Override
  public boolean act(StateEstimate estimate, int step, Action out) {
    if (step <= lastStep) {
      planner.reset();
      Arrays.fill(planned, false);
    }
    lastStep = step;
    if (step >= planned.length) {
      return false;
    }
    planned[step] = planner.plan(step, estimate.mean);
    MpcPlan plan = planner.current();
    if (!plan.covers(step)) {
      return fallback.act(estimate, step, out);
    }
    plan.act(step, estimate.mean, out.requested);
    clip(out.requested);
    if (planned[step]) {
      remember(step, estimate.mean, out.requested, plan.covariance(step));
      if (companion.isPresent()) {
        approach(companion.get(), estimate, step, out);
      }
    }
    return true;
  }

  private void remember(int step, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj covariance) {
    if (states[step] == null) {
      states[step] = new DMatrixRMaj(x.numRows, 1);
    }
    states[step].setTo(x);
    inputs[step].setTo(u);
    covariances[step].setTo(covariance);
  }

  /** Moves the action towards the policy's; leaves it where the policy has none. */
  private void approach(Companion policy, StateEstimate estimate, int step, Action out) {
    // (Quu + λC⁻¹) u = Quu û + λC⁻¹ μ
    if (!policy.mean().act(estimate, step, out)
        || CommonOps_DDRM.elementMaxAbs(out.requested) == Double.POSITIVE_INFINITY
        || !solver.setA(covariances[step].copy())) {
      out.requested.setTo(inputs[step]);
      return;
    }
    solver.invert(between);
    CommonOps_DDRM.mult(between, inputs[step], rightSide);
    CommonOps_DDRM.multAdd(policy.price(), policy.precision(), out.requested, rightSide);
    CommonOps_DDRM.addEquals(between, policy.price(), policy.precision());
    out.requested.setTo(inputs[step]);
    if (solver.setA(between)) {
      solver.solve(rightSide, out.requested);
      clip(out.requested);
    }
  }

  private void clip(DMatrixRMaj u) {
    for (int i = 0; i < u.numRows; i++) {
      u.data[i] = limits.clip(i, u.data[i]);
    }
  }

  /**
   * What the plans said in an episode that this controller acted in: as remembered, or where it was
   * run earlier, planned again at its states to the same bits.
   */
  List<Word> words(Trajectory episode) {
    if (!remembers(episode)) {
      plan(episode);
    }
    List<Word> words = new ArrayList<>();
    for (int t = 0; t < planned.length; t++) {
      if (planned[t]) {
        DMatrixRMaj precision = PositiveDefinite.of(
                covariances[t], "the plan's covariance at step " + t)
            .inverse();
        words.add(new Word(t, states[t].copy(), inputs[t].copy(), precision));
      }
    }
    return words;
  }

  private boolean remembers(Trajectory episode) {
    for (int t = 0; t < planned.length; t++) {
      if (planned[t] && !Arrays.equals(states[t].data, state(episode, t).data)) {
        return false;
      }
    }
    return lastStep == planned.length - 1;
  }

  private void plan(Trajectory episode) {
    StateEstimate estimate = new StateEstimate(episode.stateSize());
    Action action = new Action(limits.size());
    lastStep = planned.length;
    for (int t = 0; t < planned.length; t++) {
      if (episode.isObserved(t)) {
        estimate.mean.setTo(state(episode, t));
        act(estimate, t, action);
      }
    }
  }

  private static DMatrixRMaj state(Trajectory episode, int t) {
    DMatrixRMaj x = new DMatrixRMaj(episode.stateSize(), 1);
    episode.copyState(t, x.data, 0);
    return x;
  }
}
