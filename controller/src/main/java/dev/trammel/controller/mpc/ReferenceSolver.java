package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.StateLayout;
import dev.trammel.controller.task.Task;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Solves a task's conditions on the robot's own equations of motion, within its limits, from zero
 * inputs or small random ones. A reference for what a task's cost and limits allow; learning knows
 * no equations and uses nothing of this.
 *
 * <p>Swinging up has many local minima, and zero inputs lead to the same one each time. Where that is
 * not good enough, further attempts begin from zero inputs that are perturbed a little, by seed.
 */
public final class ReferenceSolver {

  /** An input this near to its limit, relative, is at it. */
  private static final double AT_LIMIT = 1e-3;

  /** Greatest perturbation of zero inputs, as a part of each limit. */
  private static final double PERTURBATION = 0.05;

  /** Of the distance in velocities, where that in positions counts 1. */
  private static final double VELOCITY_WEIGHT = 0.1;

  private final Kernels kernels;
  private final Task task;
  private final RigidBodyTransition model;
  private final InputLimits limits;
  private final IterativeLqrSettings settings;
  private final double guess;
  private final double[] weights;

  /**
   * Prepares a task.
   *
   * @param guess greatest first input, as a part of its limit; 0 for zero inputs
   * @throws IllegalArgumentException if its sensors do not measure every joint
   */
  public ReferenceSolver(Kernels kernels, Task task, IterativeLqrSettings settings, double guess) {
    Require.nonNegative(guess, "guess");
    this.guess = guess;
    this.kernels = kernels;
    this.task = task;
    this.settings = settings;
    model = new RigidBodyTransition(task.plant());
    limits = InputLimits.of(task.plant());
    weights = weights(task, limits);
  }

  /** Of the distance from a trajectory: joints' positions, velocities, inputs by their limits. */
  private static double[] weights(Task task, InputLimits limits) {
    StateLayout layout = task.plant().layout();
    int n = layout.size();
    double[] weights = new double[n + limits.size()];
    for (int joint = 0; joint < layout.joints(); joint++) {
      weights[layout.position(joint)] = 1;
      weights[layout.velocity(joint)] = VELOCITY_WEIGHT;
    }
    for (int i = 0; i < limits.size(); i++) {
      weights[n + i] = 1 / (limits.upper(i) * limits.upper(i));
    }
    return weights;
  }

  /**
   * Solves a condition from its mean start.
   *
   * @param condition of the task
   * @param seed of the first inputs; with a guess of 0 they are zero for seed 0, and perturbed for
   *     others
   */
  public ReferenceSolution solve(Condition condition, long seed) {
    DMatrixRMaj start = new DMatrixRMaj(task.stateSize(), 1);
    model.observe(condition.positions(), condition.velocities(), start);
    OptimalControlProblem problem =
        new OptimalControlProblem(model, condition.cost(), start, task.steps(), limits);
    ProximalLqr.Found found =
        new ProximalLqr(kernels, problem, weights, settings).solve(guess(seed));
    LinearGaussianController controller = found.solution().controller();
    DMatrixRMaj[] states = new DMatrixRMaj[task.steps() + 1];
    Arrays.setAll(states, controller::nominalState);
    return new ReferenceSolution(
        seed,
        found.solution(),
        condition.success().isMet(states),
        partAtLimit(controller),
        found.residual(),
        found.escapes());
  }

  /**
   * Solves a condition from zero inputs, or perturbed ones where those lead to no solution.
   *
   * @param attempts at most
   * @return the best one
   */
  public ReferenceSolution solveFromZero(Condition condition, int attempts) {
    ReferenceSolution best = solve(condition, 0);
    for (int seed = 1; seed < attempts && !best.solved(); seed++) {
      ReferenceSolution next = solve(condition, seed);
      best = ReferenceSolution.BY_MERIT.compare(next, best) > 0 ? next : best;
    }
    return best;
  }

  /** Uniform within a small part of the limits. */
  private DMatrixRMaj[] guess(long seed) {
    double part = guess > 0 ? guess : seed == 0 ? 0 : PERTURBATION;
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj[] inputs = new DMatrixRMaj[task.steps()];
    for (int t = 0; t < inputs.length; t++) {
      inputs[t] = new DMatrixRMaj(task.inputSize(), 1);
      for (int i = 0; i < task.inputSize(); i++) {
        inputs[t].data[i] = part * limits.upper(i) * random.nextDouble(-1, 1);
      }
    }
    return inputs;
  }

  private double partAtLimit(LinearGaussianController controller) {
    int count = 0;
    for (int t = 0; t < controller.steps(); t++) {
      DMatrixRMaj u = controller.nominalInput(t);
      for (int i = 0; i < u.numRows; i++) {
        count += Math.abs(u.data[i]) >= (1 - AT_LIMIT) * limits.upper(i) ? 1 : 0;
      }
    }
    return count / (double) (controller.steps() * controller.inputSize());
  }
}
