package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.util.List;

/**
 * Model predictive control on the robot's own equations of motion: the rest of the episode, planned
 * anew at each step by iterative LQR within the limits, beginning from the reference's solution of
 * the condition. What replanning can do where nothing is left to learn; not made to be in time.
 */
public final class KnownModelReplanning {

  private static final int ITERATIONS = 5;
  private static final int HALVINGS = 6;
  private static final int ATTEMPTS = 10;

  /** Change of any input, relative to 1 + |u|, below which a plan has converged. */
  private static final double TOLERANCE = 1e-4;

  private final Kernels kernels;
  private final Task task;
  private final List<LinearGaussianController> plans;

  /**
   * Begins from given plans.
   *
   * @param plans one per condition of the task
   */
  public KnownModelReplanning(Kernels kernels, Task task, List<LinearGaussianController> plans) {
    this.kernels = kernels;
    this.task = task;
    this.plans = List.copyOf(plans);
    if (plans.size() != task.conditions().size()) {
      throw new IllegalArgumentException("there must be a plan for each of "
          + task.conditions().size() + " conditions, were " + plans.size());
    }
  }

  /**
   * Solves every condition and begins from that.
   *
   * @throws IllegalArgumentException if the state does not hold every joint's position and velocity
   * @throws UsageException if a condition's solution does not succeed
   */
  public static KnownModelReplanning of(Kernels kernels, Task task) {
    ReferenceSolver solver = new ReferenceSolver(kernels, task, IterativeLqrSettings.patient(), 0);
    return new KnownModelReplanning(
        kernels,
        task,
        task.conditions().stream().map(condition -> solved(solver, condition)).toList());
  }

  private static LinearGaussianController solved(ReferenceSolver solver, Condition condition) {
    ReferenceSolution best = solver.solveFromZero(condition, ATTEMPTS);
    if (!best.solved()) {
      throw new UsageException("the robot's own equations of motion must be solved in every"
          + " condition, but the best of " + ATTEMPTS + " solutions does not succeed in '"
          + condition.name() + "'; `trammel check` tells what may be wrong with the task");
    }
    return best.found().controller();
  }

  /** The solution that a condition's first plan begins from. */
  public LinearGaussianController plan(int number) {
    return plans.get(number);
  }

  /** A controller of a condition, for one thread; two of one condition must not act at once. */
  public MpcController controller(int number) {
    LinearGaussianController plan = plans.get(number);
    InputLimits limits = InputLimits.of(task.plant());
    PlanBudget always = PlanBudget.none();
    MpcPlanner planner = new MpcPlanner(
        kernels,
        new KnownHorizon(new RigidBodyTransition(task.plant()), task.steps()),
        PlanTerms.of(task.conditions().get(number).cost(), task.steps()).near(plan, 0),
        limits,
        new MpcSettings(task.steps(), ITERATIONS, HALVINGS, TOLERANCE),
        always);
    return MpcController.inCycle(planner, always, plan, limits);
  }
}
