package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.testing.OnEachKernels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How near the sweep comes to the solution, on problems that are easy and hard to solve. */
@OnEachKernels
class SweepAccuracyTest {

  private static final double EPSILON = Math.ulp(1.0);

  private final Kernels kernels;

  SweepAccuracyTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, 4, 1",
    "2, 8, 5, 3",
    "3, 6, 3, 5",
    "4, 4, 9, 4",
    "5, 1, 1, 1",
    "6, 5, 7, 8",
    "7, 3, 4, 10"
  })
  void policyPathAndCostToGoMeetTheDenseConditions(long seed, int steps, int n, int m) {
    assertMeetsDenseConditions(new RandomProblems(seed, steps, n, m).update());
  }

  @ParameterizedTest
  @CsvSource({"4, 1, 1", "5, 3, 1e2", "3, 4, 10"})
  void longUnstableLoopsMeetTheDenseConditions(int n, int m, double condition) {
    assertMeetsDenseConditions(HardProblem.unstable(100, n, m, condition, 1));
  }

  private void assertMeetsDenseConditions(UpdateProblem update) {
    LqrProblem problem = Problems.of(kernels, update);
    int n = problem.stateSize();
    DenseKkt dense = new DenseKkt(update.model(), update.cost());
    DMatrixRMaj solution = dense.solve();

    assertThat(new RiccatiSweep(problem).solve()).isTrue();
    new StateMarginals(problem).solve();

    // the columns are those of the start 0 and of the unit vectors
    DMatrixRMaj policy = affine(problem.stage(0).policy.offset, problem.stage(0).policy.matrix, n);
    assertNear(policy, dense.inputs(solution, 0), 1e-9);
    DMatrixRMaj costate = affine(problem.value(0).gradient, problem.value(0).hessian, n);
    assertNear(costate, dense.firstCostate(solution), 1e-9);
    DMatrixRMaj weights = new DMatrixRMaj(n + 1, 1);
    weights.set(0, 0, 1);
    CommonOps_DDRM.insert(update.model().initial.mean(), weights, 1, 0);
    for (int t = 0; t < problem.steps(); t++) {
      DMatrixRMaj u = Rows.column(problem.stage(t).input, problem.inputSize());
      assertNear(u, product(dense.inputs(solution, t), weights), 1e-9);
      DMatrixRMaj x = Rows.column(problem.state(t + 1).mean, n);
      assertNear(x, product(dense.states(solution, t + 1), weights), 1e-9);
    }
  }

  /**
   * The residuals of an inverse that is computed with partial sums of d terms are d·ε·κ (Higham,
   * "Accuracy and Stability of Numerical Algorithms", chapter 14); K = −Quu⁻¹Qux is off by as much
   * of itself, and so is the K that Qux is made from, as Qux is rounded.
   */
  @ParameterizedTest
  @CsvSource({
    "3, 2, 1e2", "3, 2, 1e10", "14, 7, 1e2", "14, 7, 1e4", "14, 7, 1e6", "14, 7, 1e8",
        "14, 7, 1e10",
    "8, 8, 1e4", "8, 8, 1e10", "5, 9, 1e6", "5, 9, 1e10", "10, 17, 1e8", "10, 17, 1e10",
        "6, 3, 1e10"
  })
  void theGainIsOffByTheConditionOfTheCurvature(int n, int m, double condition) {
    HardProblem hard = HardProblem.ofCurvature(7 * n + m, n, m, condition);
    LqrProblem problem = Problems.of(kernels, hard.update());

    assertThat(new RiccatiSweep(problem).solve()).isTrue();

    DMatrixRMaj K = Rows.matrix(problem.stage(0).policy.matrix, n);
    assertNear(K, hard.gain(), 10 * m * EPSILON * condition);
  }

  /**
   * Each step's solve is off as above, with n + m terms per sum. The textbook does not make its
   * cost-to-go symmetric: what rounding leaves of E − Eᵀ goes through the open loop, AᵀEA, and so
   * grows by 1.2² a step, to which its steps add up.
   */
  @ParameterizedTest
  @CsvSource({
    "14, 7, 1e2, 1, 1", "14, 7, 1e6, 1, 1", "14, 7, 1e10, 1, 1", "14, 7, 1e2, 1e-6, 1",
    "14, 7, 1e2, 1e8, 1", "14, 7, 1e2, 1, 1e-12", "8, 8, 1e6, 1e8, 1e-12", "5, 9, 1e6, 1e-6, 1e-12",
    "4, 1, 1, 1e8, 1e-12", "33, 3, 1e4, 1, 1"
  })
  void unstableLoopsAgreeWithTheTextbook(
      int n, int m, double condition, double scale, double leastStateCost) {
    int steps = 30;
    UpdateProblem update = HardProblem.unstable(steps, n, m, condition, leastStateCost);
    HardProblem.scale(update.cost(), scale);
    LqrProblem problem = Problems.of(kernels, update);
    ReferenceSweep reference = new ReferenceSweep(steps, n, m);

    assertThat(new RiccatiSweep(problem).solve()).isTrue();
    assertThat(reference.solve(update.model(), update.cost())).isTrue();

    double growth = 1;
    for (int t = steps - 1; t >= 0; t--) {
      growth = 1 + growth * HardProblem.GROWTH * HardProblem.GROWTH;
      DMatrixRMaj covariance = Rows.matrix(problem.stage(t).covariance, m);
      CommonOps_DDRM.divide(covariance, CommonOps_DDRM.elementMaxAbs(covariance));
      double bound = growth * (n + m) * EPSILON * NormOps_DDRM.conditionP2(covariance);
      assertNear(Rows.matrix(problem.stage(t).policy.matrix, n), reference.gain(t), bound);
      assertNear(Rows.column(problem.stage(t).policy.offset, m), reference.offset(t), bound);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-40, -20, 27, 60})
  void powersOfTwoInTheCostChangeNoBitOfThePolicy(int exponent) {
    UpdateProblem update = new RandomProblems(3, 20, 14, 7).update();
    Evaluated once = solved(update);
    HardProblem.scale(update.cost(), Math.scalb(1.0, exponent));

    Evaluated scaled = solved(update);

    for (int t = 0; t < 20; t++) {
      assertThat(scaled.part("K" + t)).isEqualTo(once.part("K" + t));
      assertThat(scaled.part("k" + t)).isEqualTo(once.part("k" + t));
    }
  }

  private Evaluated solved(UpdateProblem update) {
    LqrProblem problem = Problems.of(kernels, update);
    assertThat(new RiccatiSweep(problem).solve()).isTrue();
    return Evaluated.of(problem);
  }

  private static DMatrixRMaj affine(double[] constant, double[][] linear, int columns) {
    DMatrixRMaj both = new DMatrixRMaj(linear.length, columns + 1);
    CommonOps_DDRM.insert(Rows.column(constant, linear.length), both, 0, 0);
    CommonOps_DDRM.insert(Rows.matrix(linear, columns), both, 0, 1);
    return both;
  }

  private static DMatrixRMaj product(DMatrixRMaj columns, DMatrixRMaj weights) {
    DMatrixRMaj sum = new DMatrixRMaj(columns.numRows, 1);
    CommonOps_DDRM.mult(columns, weights, sum);
    return sum;
  }

  private static void assertNear(DMatrixRMaj ours, DMatrixRMaj expected, double tolerance) {
    assertThat(Evaluated.relativeError(ours.data, expected.data)).isLessThanOrEqualTo(tolerance);
  }
}
