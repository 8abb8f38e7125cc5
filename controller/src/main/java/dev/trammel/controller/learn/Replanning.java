package dev.trammel.controller.learn;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.util.List;

/** Model predictive control in each condition of a task, on what is known of the body. */
public final class Replanning {

  private final Task task;
  private final Planners planners;
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
    this.models = List.copyOf(models);
    this.plans = List.copyOf(plans);
  }

  /**
   * A controller of one condition alone, for one thread.
   *
   * @param task that says how to replan
   * @param model of its own
   * @param plan that the first cycle of an episode begins from
   */
  public static MpcController of(
      Task task,
      Kernels kernels,
      Condition condition,
      ReplanningModel model,
      LinearGaussianController plan) {
    return new Planners(task, LearningSettingsReader.replanning(task), kernels)
        .controller(condition, model, plan);
  }

  /** A controller of a condition, for one thread; two of one condition must not act at once. */
  public MpcController controller(int number) {
    return planners.controller(
        task.conditions().get(number), models.get(number), plans.get(number));
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
