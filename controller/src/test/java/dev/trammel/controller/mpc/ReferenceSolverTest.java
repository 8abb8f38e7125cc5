package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.CostExpansion;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class ReferenceSolverTest {

  @Test
  void cartPoleConvergesFromZeroInputsThoughTheyAreAStationaryPoint() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"));

    ReferenceSolution solution = solver(task).solve(task.conditions().get(0), 0);

    assertThat(solution.found().converged()).isTrue();
    assertThat(solution.solved()).isTrue();
    assertThat(solution.escapes()).isEqualTo(1);
    assertThat(solution.found().cost()).isCloseTo(0.3969, within(1e-3));
    assertThat(solution.found().costs()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(residual(task, solution.found().controller())).isLessThan(2e-4);
  }

  @Test
  void inputsAtTheirLimitsPullOutwards() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("pendulum-swingup"));

    ReferenceSolution solution = solver(task).solve(task.conditions().get(0), 0);

    assertThat(solution.found().converged()).isTrue();
    assertThat(solution.solved()).isTrue();
    assertThat(solution.partAtLimit()).isPositive();
    assertThat(residual(task, solution.found().controller())).isLessThan(2e-4);
  }

  /**
   * Greatest first-order change of cost by an input's whole range, as a part of the cost; its own
   * adjoint recursion, under the controller's feedback.
   */
  private static double residual(Task task, LinearGaussianController controller) {
    RigidBodyTransition model = new RigidBodyTransition(task.plant());
    InputLimits limits = InputLimits.of(task.plant());
    int n = model.stateSize();
    int m = model.inputSize();
    double cost = 0;
    double worst = 0;
    DMatrixRMaj costate = new DMatrixRMaj(n, 1);
    DMatrixRMaj F = new DMatrixRMaj(n, n + m);
    for (int t = task.steps(); t >= 0; t--) {
      DMatrixRMaj x = controller.nominalState(t);
      boolean last = t == task.steps();
      DMatrixRMaj u = last ? new DMatrixRMaj(m, 1) : controller.nominalInput(t);
      CostExpansion expansion = new CostExpansion(n, m);
      task.conditions().get(0).cost().addExpansion(t, x, u, expansion);
      cost += expansion.value;
      DMatrixRMaj gradient = expansion.gradient.copy();
      if (!last) {
        model.linearise(x, u, F);
        CommonOps_DDRM.multAddTransA(F, costate, gradient);
      }
      costate = CommonOps_DDRM.extract(gradient, 0, n, 0, 1);
      for (int i = 0; i < m && !last; i++) {
        double slope = gradient.get(n + i);
        boolean held = slope > 0 ? u.get(i) == limits.lower(i) : u.get(i) == limits.upper(i);
        worst = held ? worst : Math.max(worst, Math.abs(slope) * limits.upper(i));
        for (int j = 0; j < n; j++) {
          costate.data[j] += controller.gain(t).get(i, j) * slope;
        }
      }
    }
    return worst / cost;
  }

  private static ReferenceSolver solver(Task task) {
    return new ReferenceSolver(Kernels.rows(), task, IterativeLqrSettings.patient(), 0);
  }

  @Test
  void aBodyThatHangsStraightDownIsAtASaddleAndOneThatStandsIsNot() {
    OptimalControlProblem problem = new OptimalControlProblem(
        new Pendulum(), new Upright(50), new DMatrixRMaj(2, 1), 50, limits());
    OptimalControlProblem standing = new OptimalControlProblem(
        new Pendulum(), new Upright(50), new DMatrixRMaj(new double[] {Math.PI, 0}), 50, limits());

    assertThat(hasNegativeCurvature(problem)).isTrue();
    assertThat(hasNegativeCurvature(standing)).isFalse();
  }

  private static boolean hasNegativeCurvature(OptimalControlProblem problem) {
    Rollout nominal = new Rollout(problem);
    DMatrixRMaj[] inputs = new DMatrixRMaj[problem.steps()];
    DMatrixRMaj[] gains = new DMatrixRMaj[problem.steps()];
    for (int t = 0; t < inputs.length; t++) {
      inputs[t] = new DMatrixRMaj(1, 1);
      gains[t] = new DMatrixRMaj(1, 2);
    }
    nominal.apply(inputs);
    return new NegativeCurvature(Kernels.rows(), problem).find(nominal, gains, 1e-6);
  }

  private static InputLimits limits() {
    return new InputLimits(new double[] {-3}, new double[] {3});
  }
}
