package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
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
        new Pendulum(), new Upright(), new DMatrixRMaj(2, 1), STEPS, symmetric(1, TORQUE));
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

  /** A rod of 1 kg and 1 m that hangs at 0: θ'' = 3(u − 0.05θ' − ½g sin θ). */
  private static final class Pendulum implements TransitionModel {

    private static final double STEP = 0.05;

    @Override
    public int stateSize() {
      return 2;
    }

    @Override
    public int inputSize() {
      return 1;
    }

    @Override
    public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
      double acceleration = 3 * (u.get(0) - 0.05 * x.get(1) - 0.5 * 9.81 * Math.sin(x.get(0)));
      double rate = x.get(1) + STEP * acceleration;
      next.set(0, x.get(0) + STEP * rate);
      next.set(1, rate);
    }

    @Override
    public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
      double stiffness = -3 * 0.5 * 9.81 * Math.cos(x.get(0));
      double damping = 1 - STEP * 3 * 0.05;
      double[][] rows = {
        {1 + STEP * STEP * stiffness, STEP * damping, STEP * STEP * 3},
        {STEP * stiffness, damping, STEP * 3}
      };
      F.set(rows);
    }
  }

  /** 10(1 + cos θ) + 0.1θ'² + 0.01u², the first tenfold and the second hundredfold at the end. */
  private static final class Upright implements Cost {

    @Override
    public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
      boolean last = step == STEPS;
      return (last ? 100 : 10) * (1 + Math.cos(x.get(0)))
          + (last ? 10 : 0.1) * x.get(1) * x.get(1)
          + (last ? 0 : 0.01 * u.get(0) * u.get(0));
    }

    @Override
    public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
      boolean last = step == STEPS;
      double weight = last ? 100 : 10;
      out.value += value(step, x, u);
      out.gradient.add(0, 0, -weight * Math.sin(x.get(0)));
      out.gradient.add(1, 0, (last ? 20 : 0.2) * x.get(1));
      out.gradient.add(2, 0, last ? 0 : 0.02 * u.get(0));
      out.hessian.add(0, 0, -weight * Math.cos(x.get(0)));
      out.hessian.add(1, 1, last ? 20 : 0.2);
      out.hessian.add(2, 2, last ? 0 : 0.02);
    }
  }
}
