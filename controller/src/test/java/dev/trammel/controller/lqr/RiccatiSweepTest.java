package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.task.QuadraticCost;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachKernels
class RiccatiSweepTest {

  private final Kernels kernels;

  RiccatiSweepTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 4, 1", "2, 100, 14, 7", "3, 50, 26, 7", "4, 30, 3, 5", "5, 1, 1, 1"})
  void agreesWithTheTextbook(long seed, int steps, int n, int m) {
    UpdateProblem update = new RandomProblems(seed, steps, n, m).update();
    LqrProblem problem = Problems.of(kernels, update);
    ReferenceSweep reference = new ReferenceSweep(steps, n, m);

    assertThat(new RiccatiSweep(problem).solve()).isTrue();
    assertThat(reference.solve(update.model(), update.cost())).isTrue();

    for (int t = 0; t < steps; t++) {
      DMatrixRMaj K = Rows.matrix(problem.stage(t).policy.matrix, problem.stateSize());
      DMatrixRMaj k = Rows.column(problem.stage(t).policy.offset, problem.inputSize());
      assertThat(MatrixFeatures_DDRM.isIdentical(K, reference.gain(t), 1e-9)).isTrue();
      assertThat(MatrixFeatures_DDRM.isIdentical(k, reference.offset(t), 1e-9)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 30, 4, 1", "2, 20, 8, 3", "3, 10, 3, 5"})
  void expectedInputsAreThoseOfOneDenseProgramme(long seed, int steps, int n, int m) {
    UpdateProblem update = new RandomProblems(seed, steps, n, m).update();
    LqrProblem problem = Problems.of(kernels, update);
    DMatrixRMaj dense = new DenseProgram(update.model(), update.cost()).minimiser();

    new RiccatiSweep(problem).solve();

    DMatrixRMaj inputs = Problems.expectedInputs(problem);
    CommonOps_DDRM.subtractEquals(inputs, dense);
    assertThat(NormOps_DDRM.normPInf(inputs)).isLessThan(1e-8 * NormOps_DDRM.normPInf(dense));
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 4, 1", "2, 50, 14, 7"})
  void longHorizonGainIsStationary(long seed, int warmUp, int n, int m) {
    UpdateProblem update = new RandomProblems(seed, 400, n, m).update();
    LqrProblem problem = Problems.of(kernels, update);
    for (int t = 1; t < 400; t++) {
      Stage stage = problem.stage(t);
      stage.cost.set(update.cost().hessians[0], update.cost().gradients[0]);
      stage.dynamics.set(update.model().transitions[0], update.model().offsets[0]);
    }

    new RiccatiSweep(problem).solve();

    DMatrixRMaj first = Rows.matrix(problem.stage(0).policy.matrix, problem.stateSize());
    DMatrixRMaj later = Rows.matrix(problem.stage(warmUp).policy.matrix, problem.stateSize());
    assertThat(MatrixFeatures_DDRM.isIdentical(first, later, 1e-9)).isTrue();
  }

  @Test
  void covarianceIsTheInverseOfTheCurvatureWithSomeInputsHeldOrNone() {
    LqrProblem problem = Problems.of(kernels, new RandomProblems(6, 1, 3, 4).update());
    new RiccatiSweep(problem).solve();
    DMatrixRMaj free = Rows.matrix(problem.stage(0).covariance, problem.inputSize());
    problem.stage(0).held[1] = true;
    problem.stage(0).held[2] = true;
    problem.stage(0).heldInput[2] = 0.7;

    new RiccatiSweep(problem).solve();

    DMatrixRMaj held = Rows.matrix(problem.stage(0).covariance, problem.inputSize());
    assertThat(MatrixFeatures_DDRM.isIdentical(free, held, 1e-12)).isTrue();
    assertThat(problem.stage(0).policy.matrix[2]).containsOnly(0);
    assertThat(problem.stage(0).policy.offset[2]).isEqualTo(0.7);
  }

  @Test
  void indefiniteCurvatureIsAnsweredWithItsStep() {
    UpdateProblem update = new RandomProblems(7, 20, 3, 2).update();
    update.cost().hessians[11].add(4, 4, -1e6);
    RiccatiSweep sweep = new RiccatiSweep(Problems.of(kernels, update));

    assertThat(sweep.solve()).isFalse();
    assertThat(sweep.failedStep()).isEqualTo(11);
  }

  @Test
  void notANumberIsAnsweredNotPassedOn() {
    LqrProblem problem = Problems.of(kernels, new RandomProblems(8, 20, 3, 2).update());
    problem.stage(5).cost.hessian[4][4] = Double.NaN;

    assertThat(new RiccatiSweep(problem).solve()).isFalse();
  }

  @Test
  void valueIsWhatThePoliciesCost() {
    UpdateProblem update = new RandomProblems(9, 25, 4, 2).update();
    LqrProblem problem = Problems.of(kernels, update);
    new RiccatiSweep(problem).solve();
    DMatrixRMaj x = update.model().initial.mean();

    double fromStart = costOfMeans(problem, update.cost());
    Arrays.fill(problem.state(0).mean, 0);
    double fromZero = costOfMeans(problem, update.cost());

    DMatrixRMaj V = Rows.matrix(problem.value(0).hessian, problem.stateSize());
    DMatrixRMaj v = Rows.column(problem.value(0).gradient, problem.stateSize());
    double rise = fromStart - fromZero;
    assertThat(quadratic(V, v, x)).isCloseTo(rise, within(1e-9 * Math.abs(rise)));
  }

  private static double costOfMeans(LqrProblem problem, QuadraticCost cost) {
    new StateMarginals(problem).solve();
    TrajectoryDistribution expected = problem.distribution();
    double sum = 0;
    for (int t = 0; t <= problem.steps(); t++) {
      Gaussian z = t < problem.steps() ? expected.joint(t) : expected.terminal();
      sum += quadratic(cost.hessians[t], cost.gradients[t], z.mean());
    }
    return sum;
  }

  private static double quadratic(DMatrixRMaj H, DMatrixRMaj h, DMatrixRMaj z) {
    DMatrixRMaj Hz = new DMatrixRMaj(z.numRows, 1);
    CommonOps_DDRM.mult(H, z, Hz);
    return 0.5 * CommonOps_DDRM.dot(Hz, z) + CommonOps_DDRM.dot(h, z);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, Double.POSITIVE_INFINITY})
  void sweepsAllocateNothing(double limit) {
    UpdateProblem update = new RandomProblems(10, 10, 6, 3).update(limit);
    DualEvaluation dual = new DualEvaluation(kernels, 10, 6, 3, 0);
    dual.begin(update);
    double[] etas = new double[10];
    double[] divergences = new double[10];
    Arrays.fill(etas, 1);

    assertThat(Allocation.bytes(() -> dual.perStep(etas, divergences), 10_000)).isZero();
  }
}
