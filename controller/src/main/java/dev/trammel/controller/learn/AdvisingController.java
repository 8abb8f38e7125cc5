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

/**
 * Plans anew at every step and remembers what the plan said, for a policy to learn from. It does
 * what the plan says, or what lies between that and a {@link Companion policy}: the adaptive teacher
 * of Kahn, Zhang, Levine and Abbeel, "PLATO: policy learning using adaptive trajectory
 * optimization" (2017), with the plan's own quadratic for what the action costs,
 *
 * <pre>  u = argmin ½(u − û)ᵀQuu(u − û) + λ ½(u − μ)ᵀQuu(u − μ) = (û + λμ) / (1 + λ)</pre>
 *
 * <p>the price of the divergence from a policy that is as sure of itself as the plan is (which is
 * sure of little where little depends on it; a policy's own covariance is the same everywhere, and
 * would have its way there). So the policy comes to the states that it will see when it acts alone,
 * but no further than that is cheap. For one thread.
 */
final class AdvisingController implements Controller {

  /**
   * A policy to stay near.
   *
   * @param mean its μ
   * @param price λ [-]
   */
  record Companion(Controller mean, double price) {}

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
    int n = planner.current().state(planner.current().first()).numRows;
    Arrays.setAll(states, t -> new DMatrixRMaj(n, 1));
    Arrays.setAll(inputs, t -> new DMatrixRMaj(m, 1));
    Arrays.setAll(covariances, t -> new DMatrixRMaj(m, m));
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
    states[step].setTo(x);
    inputs[step].setTo(u);
    covariances[step].setTo(covariance);
  }

  /** Moves the action towards the policy's; leaves it where the policy has none. */
  private void approach(Companion policy, StateEstimate estimate, int step, Action out) {
    DMatrixRMaj planned = inputs[step];
    boolean acts = policy.mean().act(estimate, step, out);
    for (int i = 0; i < planned.numRows; i++) {
      double both =
          (planned.data[i] + policy.price() * out.requested.data[i]) / (1 + policy.price());
      out.requested.data[i] = acts && Double.isFinite(both) ? both : planned.data[i];
    }
    clip(out.requested);
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
