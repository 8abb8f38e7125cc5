package dev.trammel.controller.run;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.EvaluationPlan;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.learn.ReplanningSettings;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.IterativeLqrSettings;
import dev.trammel.controller.mpc.KnownHorizon;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.MpcSettings;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.mpc.PlanTerms;
import dev.trammel.controller.mpc.ReferenceSolution;
import dev.trammel.controller.mpc.ReferenceSolver;
import dev.trammel.controller.mpc.RigidBodyTransition;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Model predictive control on the equations of motion of a task's robot, over the rest of the
 * episode: what learning can be measured by. A cycle's first plan is the best that iterative LQR
 * finds from some small random inputs.
 */
public final class KnownControl {

  private static final int GUESSES = 5;
  private static final double GUESS = 0.05;

  /** Change of any input, relative to 1 + |u|, below which a cycle's plan has converged. */
  private static final double TOLERANCE = 1e-4;

  private final Task task;
  private final Kernels kernels;
  private final ReplanningSettings settings;
  private final List<LinearGaussianController> plans;

  /**
   * Solves every condition from its mean start.
   *
   * @throws IllegalArgumentException if the task's sensors do not measure every joint
   */
  public KnownControl(Task task, Kernels kernels) {
    this.task = task;
    this.kernels = kernels;
    settings = LearningSettingsReader.replanning(task);
    ReferenceSolver solver =
        new ReferenceSolver(kernels, task, IterativeLqrSettings.defaults(), GUESS);
    plans = task.conditions().stream()
        .map(condition -> best(solver, condition).found().controller())
        .toList();
  }

  private static ReferenceSolution best(ReferenceSolver solver, Condition condition) {
    return IntStream.range(0, GUESSES)
        .mapToObj(seed -> solver.solve(condition, seed))
        .max(ReferenceSolution.BY_MERIT)
        .orElseThrow();
  }

  /**
   * To be tried.
   *
   * @param episodes in each condition
   */
  public EvaluationPlan evaluation(int episodes) {
    return EvaluationPlan.inTurn(task, this::controller, episodes);
  }

  private Controller controller(int number) {
    LinearGaussianController plan = plans.get(number);
    InputLimits limits = InputLimits.of(task.plant());
    PlanBudget always = PlanBudget.none();
    MpcPlanner planner = new MpcPlanner(
        kernels,
        new KnownHorizon(new RigidBodyTransition(task.plant()), task.steps()),
        PlanTerms.of(task.conditions().get(number).cost(), task.steps()).near(plan, 0),
        limits,
        new MpcSettings(task.steps(), settings.iterations(), settings.halvings(), TOLERANCE),
        always);
    return MpcController.inCycle(planner, always, plan, limits);
  }
}
