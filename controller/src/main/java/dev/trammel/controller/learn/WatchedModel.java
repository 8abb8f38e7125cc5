package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.dynamics.RegressorScale;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.mpc.AdaptingHorizon;
import dev.trammel.controller.mpc.BalancedCost;
import dev.trammel.controller.mpc.GuardSettings;
import dev.trammel.controller.mpc.HorizonModel;
import dev.trammel.controller.mpc.InnovationGuard;
import dev.trammel.controller.mpc.ModelWatch;
import dev.trammel.controller.mpc.StateTube;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Optional;

/** A model to plan on that is corrected, doubted, or both, while one controller plans on it. */
final class WatchedModel implements ReplanningModel {

  private final WatchSettings settings;
  private final ReplanningModel base;
  private final AdaptingHorizon horizon;

  /**
   * Nothing seen yet.
   *
   * @param model whose horizon may be shared, one after another
   */
  WatchedModel(ReplanningModel model, WatchSettings settings) {
    this.settings = settings;
    base = settings.adaptation().isPresent() ? model.smoothed(settings.smoothing()) : model;
    TrajectoryBatch episodes = base.episodes()
        .orElseThrow(() -> new UsageException("mpc.adaptation and mpc.guard need a model with"
            + " episodes that say what it misses, and there are none"));
    // a model that is only doubted is believed as if by endless experience
    AdaptationSettings learning = settings.adaptation().orElse(AdaptationSettings.none());
    horizon = new AdaptingHorizon(
        base.horizon(), base.noise(episodes), RegressorScale.of(episodes), learning);
  }

  @Override
  public HorizonModel horizon() {
    return horizon;
  }

  @Override
  public LinearGaussianDynamics alongPlan() {
    return base.alongPlan();
  }

  /** What plans on it minimise. */
  Cost cost(Cost task, InputLimits limits) {
    return settings.adaptation().isPresent() && settings.balance()
        ? new BalancedCost(task, horizon, limits)
        : task;
  }

  /**
   * What the controller that plans on it is to do with each transition.
   *
   * @param plan that acts where the model is wrong
   * @param cost of its plans
   */
  ModelWatch watch(Kernels kernels, LinearGaussianController plan, Cost cost) {
    ModelWatch watch = settings
        .guard()
        .map(guard -> ModelWatch.guarded(
            horizon,
            new InnovationGuard(horizon.stateSize(), guard),
            settings.tube() ? tube(kernels, plan, guard) : Optional.empty()))
        .orElseGet(() -> ModelWatch.learning(horizon));
    return cost instanceof BalancedCost balanced ? watch.telling(balanced) : watch;
  }

  private Optional<StateTube> tube(
      Kernels kernels, LinearGaussianController plan, GuardSettings guard) {
    return TrajectoryDistribution.find(kernels, base.alongPlan(), plan)
        .map(expected -> new StateTube(expected, horizon.baseCovariance(0), guard));
  }
}
