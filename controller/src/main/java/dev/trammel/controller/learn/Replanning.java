package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.util.List;

/** Model predictive control in each condition of a task, on what was learned. */
public final class Replanning {

  private final Task task;
  private final Planners planners;
  private final List<LinearGaussianController> plans;
  private final List<LearnedModel> models;

  /**
   * @param plans that the first cycle of an episode begins from, one per condition
   */
  public Replanning(
      Task task,
      ReplanningSettings settings,
      Kernels kernels,
      LearnedModels models,
      List<LinearGaussianController> plans) {
    this.task = task;
    planners = new Planners(task, settings, kernels);
    this.plans = List.copyOf(plans);
    this.models = plans.stream().map(models::along).toList();
  }

  /** A controller of a condition, for one thread; two of one condition must not act at once. */
  public Controller controller(int number) {
    return MpcController.inCycle(
        planner(number), PlanBudget.none(), plans.get(number), InputLimits.of(task.plant()));
  }

  /** The planner of such a controller. */
  MpcPlanner planner(int number) {
    Condition condition = task.conditions().get(number);
    return planners.planner(condition, models.get(number), condition.cost(), plans.get(number));
  }
}
