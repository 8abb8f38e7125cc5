package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.Task;
import java.util.List;

/** Model predictive control in each condition of a task, on what is known of the body. */
public final class Replanning {

  private final Task task;
  private final Planners planners;
  private final WatchSettings watch;
  private final List<LinearGaussianController> plans;
  private final List<ReplanningModel> models;

  /**
   * @param models one per condition
   * @param plans that the first cycle of an episode begins from, one per condition
   */
  public Replanning(
      Task task,
      ReplanningSettings settings,
      Kernels kernels,
      List<ReplanningModel> models,
      List<LinearGaussianController> plans) {
    this.task = task;
    planners = new Planners(task, settings, kernels);
    watch = settings.cycle().watch();
    this.models = List.copyOf(models);
    this.plans = List.copyOf(plans);
  }

  /** A controller of a condition, for one thread; two of one condition must not act at once. */
  public MpcController controller(int number) {
    LinearGaussianController plan = plans.get(number);
    Cost cost = task.conditions().get(number).cost();
    InputLimits limits = InputLimits.of(task.plant());
    PlanBudget always = PlanBudget.none();
    if (!watch.isOn()) {
      return MpcController.inCycle(planner(number), always, plan, limits);
    }
    WatchedModel watched = new WatchedModel(models.get(number), watch);
    Cost planned = watched.cost(cost, limits);
    return MpcController.inCycle(
        planners.planner(watched, planned, plan),
        always,
        plan,
        limits,
        watched.watch(planners.kernels(), plan, planned));
  }

  /** A condition's planner, on a model that stays as it is. */
  MpcPlanner planner(int number) {
    return planners.planner(
        models.get(number), task.conditions().get(number).cost(), plans.get(number));
  }

  Planners planners() {
    return planners;
  }

  /** One per condition. */
  List<LinearGaussianController> plans() {
    return plans;
  }
}
