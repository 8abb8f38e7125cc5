package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.testing.OnEachKernels;
import java.io.IOException;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

@OnEachKernels
class IterativeLqrTest {

  private static final int STEPS = 100;
  private static final double TORQUE = 3;

  private final Kernels kernels;

  IterativeLqrTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @Test
  void pendulumSwingsUpWithATorqueTooWeakToLiftIt() {
    IterativeLqrSolution solution = swingUp(IterativeLqrSettings.defaults());

    LinearGaussianController controller = solution.controller();
    assertThat(solution.converged()).isTrue();
    assertThat(Math.cos(controller.nominalState(STEPS).get(0))).isCloseTo(-1, within(1e-3));
    assertThat(controller.nominalState(STEPS).get(1)).isCloseTo(0, within(0.1));
    double largest = 0;
    for (int t = 0; t < STEPS; t++) {
      largest = Math.max(largest, Math.abs(controller.nominalInput(t).get(0)));
    }
    assertThat(largest).isEqualTo(TORQUE);
  }

  @Test
  void costNeverRises() {
    IterativeLqrSolution solution = swingUp(IterativeLqrSettings.defaults());

    assertThat(solution.costs()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void nominalTrajectoryIsWhatTheControllerDoesOnTheModel() {
    LinearGaussianController controller =
        swingUp(IterativeLqrSettings.defaults()).controller();
    Pendulum model = new Pendulum();
    DMatrixRMaj x = new DMatrixRMaj(2, 1);
    for (int t = 0; t < STEPS; t++) {
      double u = controller.gain(t).get(0) * x.get(0)
          + controller.gain(t).get(1) * x.get(1)
          + controller.offset(t).get(0);
      DMatrixRMaj next = new DMatrixRMaj(2, 1);
      model.step(x, new DMatrixRMaj(new double[] {u}), next);
      x = next;
      assertThat(x.get(0)).isCloseTo(controller.nominalState(t + 1).get(0), within(1e-6));
    }
  }

  @Test
  void iterationsThatRunOutAreToldFromConvergence() {
    IterativeLqrSolution solution = swingUp(new IterativeLqrSettings(2, 1e-7));

    assertThat(solution.converged()).isFalse();
    assertThat(solution.iterations()).isEqualTo(2);
  }

  @Test
  void aShippedTaskIsSolvedOnTheRobotsOwnEquations() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("planar-reach"));
    Condition condition = task.conditions().get(0);
    RigidBodyTransition model = new RigidBodyTransition(task.plant());
    DMatrixRMaj start = new DMatrixRMaj(model.stateSize(), 1);
    model.observe(condition.positions(), condition.velocities(), start);

    IterativeLqrSolution solution = new IterativeLqr(
            kernels,
            new OptimalControlProblem(
                model, condition.cost(), start, task.steps(), symmetric(2, 8)),
            IterativeLqrSettings.defaults())
        .solve(zeros(task.steps(), 2));

    LinearGaussianController controller = solution.controller();
    for (int t = condition.success().firstStep(); t <= task.steps(); t++) {
      DMatrixRMaj x = controller.nominalState(t);
      assertThat(condition.success().conditions())
          .allMatch(wanted -> wanted.measure(x) <= wanted.limit());
    }
  }

  private IterativeLqrSolution swingUp(IterativeLqrSettings settings) {
    OptimalControlProblem problem = new OptimalControlProblem(
        new Pendulum(), new Upright(STEPS), new DMatrixRMaj(2, 1), STEPS, symmetric(1, TORQUE));
    DMatrixRMaj[] guess = zeros(STEPS, 1);
    for (DMatrixRMaj u : guess) {
      u.set(0, 0.1);
    }
    return new IterativeLqr(kernels, problem, settings).solve(guess);
  }

  private static DMatrixRMaj[] zeros(int steps, int m) {
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.setAll(inputs, t -> new DMatrixRMaj(m, 1));
    return inputs;
  }

  private static InputLimits symmetric(int m, double limit) {
    double[] upper = new double[m];
    Arrays.fill(upper, limit);
    return new InputLimits(Arrays.stream(upper).map(u -> -u).toArray(), upper);
  }
}
