package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which problems the sweep answers with a step instead of policies. */
@OnEachKernels
class SweepRefusalTest {

  private static final int STEPS = 20;
  private static final int STEP = 5;

  private final Kernels kernels;

  SweepRefusalTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 8, 10, 17})
  void anEigenvalueJustBelowZeroIsRefusedAndOneJustAboveIsNot(int m) {
    for (int seed = 1; seed <= 5; seed++) {
      RiccatiSweep above = sweep(HardProblem.symmetric(m, 1e-8, new Random(seed)));
      RiccatiSweep below = sweep(HardProblem.symmetric(m, -1e-8, new Random(seed)));

      assertThat(above.solve()).isTrue();
      assertThat(below.solve()).isFalse();
      assertThat(below.failedStep()).isZero();
    }
  }

  /** A sweep of one step whose Quu is given. */
  private RiccatiSweep sweep(DMatrixRMaj Quu) {
    int n = 3;
    UpdateProblem update = new RandomProblems(1, 1, n, Quu.numRows).update();
    CommonOps_DDRM.insert(Quu, update.cost().hessians[0], n, n);
    update.cost().hessians[1].zero();
    return new RiccatiSweep(Problems.of(kernels, update));
  }

  @ParameterizedTest
  @CsvSource({
    // in the input's own curvature, where it stands
    "3, 3, 5", "4, 4, 5", "4, 3, 5",
    // in what goes on through the cost-to-go, one step before
    "0, 0, 4", "2, 1, 4", "3, 1, 4"
  })
  void aCostThatIsNotFiniteIsRefusedWhereItMeetsACurvature(int row, int column, int failed) {
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      LqrProblem problem = problem();
      problem.stage(STEP).cost.hessian[row][column] = bad;
      problem.stage(STEP).cost.hessian[column][row] = bad;
      RiccatiSweep sweep = new RiccatiSweep(problem);

      assertThat(sweep.solve()).as("%s", bad).isFalse();
      assertThat(sweep.failedStep()).as("%s", bad).isEqualTo(failed);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 5", "2, 4, 5", "0, 0, 4", "2, 1, 4"})
  void aModelThatIsNotFiniteIsRefusedWhereItMeetsACurvature(int row, int column, int failed) {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      LqrProblem problem = problem();
      problem.stage(STEP).dynamics.matrix[row][column] = bad;
      RiccatiSweep sweep = new RiccatiSweep(problem);

      assertThat(sweep.solve()).as("%s", bad).isFalse();
      assertThat(sweep.failedStep()).as("%s", bad).isEqualTo(failed);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aGradientOrAnOffsetThatIsNotFiniteIsNoController(double bad) {
    UpdateProblem update = new RandomProblems(8, STEPS, 3, 2).update();
    DualEvaluation dual = new DualEvaluation(kernels, STEPS, 3, 2, 0);
    dual.begin(update);
    Stage stage = dual.problem().stage(STEP);

    stage.cost.gradient[1] = bad;
    assertThat(dual.total(1)).isInfinite();

    dual.begin(update);
    stage.dynamics.offset[1] = bad;
    assertThat(dual.total(1)).isInfinite();
  }

  private LqrProblem problem() {
    return Problems.of(kernels, new RandomProblems(8, STEPS, 3, 2).update());
  }
}
