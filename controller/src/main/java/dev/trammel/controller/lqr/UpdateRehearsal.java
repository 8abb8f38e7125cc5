package dev.trammel.controller.lqr;

import dev.trammel.controller.control.WarmUp;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Compiles kernels before an update needs them: evaluates the dual of a made-up problem, with and
 * without limits, which is all that an update of the same sizes does over and over. The problem has
 * few steps, for a call is long enough before anything is compiled.
 */
public final class UpdateRehearsal {

  private static final double LIMIT = 0.05;

  /** Kernels know n and m, but not T; calls are to be short as long as nothing is compiled. */
  private static final int MOST_STEPS = 10;

  private final DualEvaluation free;
  private final DualEvaluation limited;

  private UpdateRehearsal(Kernels kernels, int steps, int n, int m) {
    int few = Math.min(steps, MOST_STEPS);
    free = evaluation(kernels, problem(few, n, m, InputLimits.none(m)));
    limited = evaluation(kernels, problem(few, n, m, limits(m)));
  }

  /**
   * Compiles what updates of T steps, n states and m inputs are made of.
   *
   * @return what that took
   */
  public static WarmUpReport run(
      Kernels kernels, int steps, int stateSize, int inputSize, WarmUp warmUp) {
    UpdateRehearsal rehearsal = new UpdateRehearsal(kernels, steps, stateSize, inputSize);
    return warmUp.run("update", rehearsal::evaluate);
  }

  /** The divergences at one η, not too far from the bounds of common updates. */
  private void evaluate() {
    free.total(1);
    limited.total(1);
  }

  private static DualEvaluation evaluation(Kernels kernels, UpdateProblem problem) {
    int steps = problem.model().steps();
    int n = problem.model().stateSize();
    int m = problem.model().inputSize();
    DualEvaluation dual = new DualEvaluation(kernels, steps, n, m, 0);
    dual.begin(problem);
    return dual;
  }

  /** A chain of leaky states; every input pushes some of them; all are to be small. */
  private static UpdateProblem problem(int steps, int n, int m, InputLimits limits) {
    DMatrixRMaj F = new DMatrixRMaj(n, n + m);
    for (int i = 0; i < n; i++) {
      F.set(i, i, 0.95);
      F.add(i, (i + 1) % n, 0.04);
      F.set(i, n + i % m, 0.1);
    }
    DMatrixRMaj start = new DMatrixRMaj(n, 1);
    CommonOps_DDRM.fill(start, 1);
    LinearGaussianDynamics model = new LinearGaussianDynamics(
        repeated(steps, F),
        repeated(steps, new DMatrixRMaj(n, 1)),
        repeated(steps, small(n)),
        new Gaussian(start, small(n)));
    QuadraticCost cost = new QuadraticCost(steps, n, m);
    Arrays.stream(cost.hessians).forEach(CommonOps_DDRM::setIdentity);
    LinearGaussianController previous = new LinearGaussianController(
        repeated(steps, new DMatrixRMaj(m, n)),
        repeated(steps, new DMatrixRMaj(m, 1)),
        repeated(steps, CommonOps_DDRM.identity(m)),
        repeated(steps + 1, new DMatrixRMaj(n, 1)),
        repeated(steps, new DMatrixRMaj(m, 1)));
    return new UpdateProblem(model, cost, previous, limits);
  }

  private static InputLimits limits(int m) {
    double[] upper = new double[m];
    double[] lower = new double[m];
    Arrays.fill(upper, LIMIT);
    Arrays.fill(lower, -LIMIT);
    return new InputLimits(lower, upper);
  }

  private static DMatrixRMaj small(int n) {
    DMatrixRMaj covariance = CommonOps_DDRM.identity(n);
    CommonOps_DDRM.scale(0.01, covariance);
    return covariance;
  }

  private static DMatrixRMaj[] repeated(int count, DMatrixRMaj matrix) {
    DMatrixRMaj[] all = new DMatrixRMaj[count];
    Arrays.fill(all, matrix);
    return all;
  }
}
