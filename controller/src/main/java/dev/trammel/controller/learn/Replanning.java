package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.KnownHorizon;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.MpcSettings;
import dev.trammel.controller.mpc.OfflineValue;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.mpc.PlanTerms;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.util.List;

/** Model predictive control in each condition of a task, on what was learned. */
public final class Replanning {

  /** Change of any input, relative to 1 + |u|, below which a cycle's plan has converged. */
  private static final double TOLERANCE = 1e-4;

  private final Task task;
  private final ReplanningSettings settings;
  private final Kernels kernels;
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
    this.settings = settings;
    this.kernels = kernels;
    this.plans = List.copyOf(plans);
    this.models = plans.stream().map(models::along).toList();
  }

  /** A controller of a condition, for one thread; two of one condition must not act at once. */
  public Controller controller(int number) {
    LinearGaussianController plan = plans.get(number);
    int horizon = settings.horizon() == 0 ? task.steps() : settings.horizon();
    InputLimits limits = InputLimits.of(task.plant());
    PlanBudget always = PlanBudget.none();
    MpcPlanner planner = new MpcPlanner(
        kernels,
        new KnownHorizon(models.get(number), task.steps()),
        terms(number, horizon),
        limits,
        new MpcSettings(horizon, settings.iterations(), settings.halvings(), TOLERANCE),
        always);
    return MpcController.inCycle(planner, always, plan, limits);
  }

  /** A horizon that ends before the episode ends in what the plan says that the rest will cost. */
  private PlanTerms terms(int number, int horizon) {
    Condition condition = task.conditions().get(number);
    LinearGaussianController plan = plans.get(number);
    PlanTerms terms = PlanTerms.of(condition.cost(), task.steps()).near(plan, 0);
    if (horizon >= task.steps()) {
      return terms;
    }
    Gaussian first = StartDistribution.of(task, condition, plan.nominalState(0));
    LinearGaussianDynamics dynamics =
        new AlongTrajectory(models.get(number), condition.cost(), first).dynamics(plan);
    return OfflineValue.along(
            kernels, dynamics, condition.cost(), plan, 0, InputLimits.of(task.plant()))
        .map(terms::withValue)
        .orElse(terms);
  }
}
