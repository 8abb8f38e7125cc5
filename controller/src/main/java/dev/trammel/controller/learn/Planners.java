package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.MpcSettings;
import dev.trammel.controller.mpc.OfflineValue;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.mpc.PlanTerms;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.Task;
import java.util.Optional;

/**
 * Makes planners of a task that replan on what is known of the body. Immutable.
 *
 * @param settings of each control cycle
 */
record Planners(Task task, ReplanningSettings settings, Kernels kernels) {

  /** Change of any input, relative to 1 + |u|, below which a cycle's plan has converged. */
  private static final double TOLERANCE = 1e-4;

  /**
   * A controller of one condition, for one thread.
   *
   * @param model of its own
   * @param plan that the first cycle of an episode begins from
   */
  MpcController controller(
      Condition condition, ReplanningModel model, LinearGaussianController plan) {
    Cost cost = condition.cost();
    InputLimits limits = InputLimits.of(task.plant());
    PlanBudget always = PlanBudget.none();
    WatchSettings watch = settings.cycle().watch();
    if (!watch.isOn()) {
      return MpcController.inCycle(planner(model, cost, plan), always, plan, limits);
    }
    WatchedModel watched = new WatchedModel(model, watch);
    Cost planned = watched.cost(cost, limits);
    return MpcController.inCycle(
        planner(watched, planned, plan),
        always,
        plan,
        limits,
        watched.watch(kernels, plan, planned));
  }

  /**
   * A planner of one condition, for one thread.
   *
   * @param model of its own
   * @param cost of its own
   * @param plan that the first cycle of an episode begins from
   */
  MpcPlanner planner(
      Condition condition, LearnedModel model, Cost cost, LinearGaussianController plan) {
    return planner(
        new LearnedReplanning(task, condition, plan, model, Optional.empty()), cost, plan);
  }

  /**
   * A planner on whatever model, for one thread.
   *
   * @param model of its own
   * @param cost of its own
   * @param plan that the first cycle of an episode begins from
   */
  MpcPlanner planner(ReplanningModel model, Cost cost, LinearGaussianController plan) {
    ReplanningSettings.Cycle cycle = settings.cycle();
    int horizon = cycle.horizon() == 0 ? task.steps() : cycle.horizon();
    return new MpcPlanner(
        kernels,
        model.horizon(),
        terms(model, cost, plan, horizon),
        InputLimits.of(task.plant()),
        new MpcSettings(horizon, cycle.iterations(), cycle.halvings(), TOLERANCE),
        PlanBudget.none());
  }

  /** A horizon that ends before the episode ends in what the plan says that the rest will cost. */
  private PlanTerms terms(
      ReplanningModel model, Cost cost, LinearGaussianController plan, int horizon) {
    double klWeight = settings.cycle().klWeight();
    PlanTerms terms = PlanTerms.of(cost, task.steps()).near(plan, klWeight);
    if (horizon >= task.steps()) {
      return terms;
    }
    return OfflineValue.along(
            kernels, model.alongPlan(), cost, plan, klWeight, InputLimits.of(task.plant()))
        .map(terms::withValue)
        .orElse(terms);
  }
}
