package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Solves a task's conditions on the robot's own equations of motion, within its limits, from small
 * random inputs. A reference for what a task's cost and limits allow; learning knows no equations
 * and uses nothing of this.
 */
public final class ReferenceSolver {

  /** An input this near to its limit, relative, is at it. */
  private static final double AT_LIMIT = 1e-3;

  private final Kernels kernels;
  private final Task task;
  private final RigidBodyTransition model;
  private final InputLimits limits;
  private final IterativeLqrSettings settings;
  private final double guess;

  /**
   * Prepares a task.
   *
   * @param guess greatest first input, as a part of its limit
   * @throws IllegalArgumentException if its sensors do not measure every joint
   */
  public ReferenceSolver(Kernels kernels, Task task, IterativeLqrSettings settings, double guess) {
    Require.positive(guess, "guess");
    this.guess = guess;
    this.kernels = kernels;
    this.task = task;
    this.settings = settings;
    model = new RigidBodyTransition(task.plant());
    limits = InputLimits.of(task.plant());
  }

  /**
   * Solves a condition from its mean start.
   *
   * @param condition of the task
   * @param seed of the first inputs
   */
  public ReferenceSolution solve(Condition condition, long seed) {
    DMatrixRMaj start = new DMatrixRMaj(task.stateSize(), 1);
    model.observe(condition.positions(), condition.velocities(), start);
    OptimalControlProblem problem =
        new OptimalControlProblem(model, condition.cost(), start, task.steps(), limits);
    IterativeLqrSolution found = new IterativeLqr(kernels, problem, settings).solve(guess(seed));
    LinearGaussianController controller = found.controller();
    DMatrixRMaj[] states = new DMatrixRMaj[task.steps() + 1];
    Arrays.setAll(states, controller::nominalState);
    return new ReferenceSolution(
        seed, found, condition.success().isMet(states), partAtLimit(controller));
  }

  /** Uniform within a small part of the limits. */
  private DMatrixRMaj[] guess(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj[] inputs = new DMatrixRMaj[task.steps()];
    for (int t = 0; t < inputs.length; t++) {
      inputs[t] = new DMatrixRMaj(task.inputSize(), 1);
      for (int i = 0; i < task.inputSize(); i++) {
        inputs[t].data[i] = guess * limits.upper(i) * random.nextDouble(-1, 1);
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
