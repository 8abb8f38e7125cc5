package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.AffineRows;
import dev.trammel.controller.linalg.GaussianRows;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.PolicyRows;
import dev.trammel.controller.linalg.QuadraticRows;
import dev.trammel.controller.linalg.Stage;
import dev.trammel.controller.lqr.UpdateOutcome.Accepted;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds between kernels, and between any two runs of one. */
@OnEachKernels
class KernelAgreementTest {

  private static final int STEPS = 12;
  private static final double ETA = 0.7;

  private final Kernels kernels;

  KernelAgreementTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1", "2, 3", "3, 2", "4, 1", "5, 9", "7, 7", "8, 8", "9, 10", "14, 7", "16, 4", "26, 7",
    "32, 8", "33, 3", "40, 17"
  })
  void areThoseOfRowsToRounding(int n, int m) {
    UpdateProblem update = new RandomProblems(n, STEPS, n, m).update();

    Evaluated ours = Evaluated.at(ETA, dual(kernels, update));

    ours.assertNear(Evaluated.at(ETA, dual(Kernels.rows(), update)), 1e-10);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "7, 1", "5, 9", "8, 8", "14, 7", "16, 4", "33, 3"})
  void whatStandsInPaddingOrWasThereBeforeDoesNotMatter(int n, int m) {
    UpdateProblem update = new RandomProblems(n, STEPS, n, m).update();
    Evaluated fresh = Evaluated.at(ETA, dual(kernels, update));
    DualEvaluation used = dual(kernels, new RandomProblems(99, STEPS, n, m).update(0.1));
    Evaluated.at(30, used);
    used.problem().stage(3).cost.hessian[0][0] = Double.NaN;
    assertThat(used.total(1)).isInfinite();

    used.begin(update);
    Evaluated.at(ETA, used).assertBitsOf(fresh);
    poison(used.problem());
    Evaluated.at(ETA, used).assertBitsOf(fresh);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "7, 1", "5, 9", "8, 8", "14, 7"})
  void divergenceDoesNotDependOnPadding(int n, int m) {
    UpdateProblem update = new RandomProblems(n, STEPS, n, m).update();
    DualEvaluation dual = dual(kernels, update);
    Evaluated.at(ETA, dual);
    LqrProblem problem = dual.problem();
    LinearGaussianController previous = update.previous();
    PolicyRows policy = new PolicyRows(n, m);
    policy.set(previous.gain(1), previous.offset(1), previous.covariance(1));
    double clean = problem.kernels().divergence(problem.stage(1), policy, problem.state(1));

    poison(problem);
    poison(policy.mean, n);
    poison(policy.precision, m);

    assertThat(problem.kernels().divergence(problem.stage(1), policy, problem.state(1)))
        .isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource({"4, 1, 0.5", "8, 3, 0.3", "7, 7, 0.2", "14, 7, 0.3"})
  void limitedSweepsHoldTheSameInputs(int n, int m, double limit) {
    UpdateProblem update = new RandomProblems(n, 20, n, m).update(limit);
    DualEvaluation ours = dual(kernels, update);
    DualEvaluation rows = dual(Kernels.rows(), update);

    Evaluated.at(ETA, ours).assertNear(Evaluated.at(ETA, rows), 1e-9);

    int held = 0;
    for (int t = 0; t < 20; t++) {
      assertThat(ours.problem().stage(t).held).isEqualTo(rows.problem().stage(t).held);
      for (boolean input : ours.problem().stage(t).held) {
        held += input ? 1 : 0;
      }
    }
    assertThat(held).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "14, 7", "9, 10"})
  void updatesTakeTheSamePathOfEta(int n, int m) {
    UpdateProblem update = new RandomProblems(n, 30, n, m).update();
    KlConstrainedUpdate workspace = workspace(kernels, update);
    Accepted first = improve(workspace, update);
    Accepted again = improve(workspace, update);
    Accepted fresh = improve(workspace(kernels, update), update);
    Accepted rows = improve(workspace(Kernels.rows(), update), update);

    // the same bits from the same kernels
    assertThat(again.eta()).isEqualTo(first.eta()).isEqualTo(fresh.eta());
    assertThat(distance(again, first)).isZero();
    assertThat(distance(fresh, first)).isZero();
    // a step of the search divides differences of divergences, which cost digits
    assertThat(first.effort()).isEqualTo(rows.effort());
    assertThat(first.eta() / rows.eta() - 1).isBetween(-1e-9, 1e-9);
    assertThat(first.kl() / rows.kl() - 1).isBetween(-1e-9, 1e-9);
    assertThat(distance(first, rows)).isLessThan(1e-9);
  }

  private static double distance(Accepted one, Accepted other) {
    double most = 0;
    for (int t = 0; t < one.controller().steps(); t++) {
      DMatrixRMaj K = one.controller().gain(t);
      CommonOps_DDRM.subtractEquals(K, other.controller().gain(t));
      most = Math.max(most, CommonOps_DDRM.elementMaxAbs(K));
      DMatrixRMaj k = one.controller().offset(t);
      CommonOps_DDRM.subtractEquals(k, other.controller().offset(t));
      most = Math.max(most, CommonOps_DDRM.elementMaxAbs(k));
    }
    return most;
  }

  private static Accepted improve(KlConstrainedUpdate workspace, UpdateProblem update) {
    return (Accepted) workspace.update(update, new KlBound.Total(30), 1);
  }

  private static KlConstrainedUpdate workspace(Kernels kernels, UpdateProblem update) {
    return new KlConstrainedUpdate(
        kernels,
        update.model().steps(),
        update.model().stateSize(),
        update.model().inputSize(),
        DualSearchSettings.defaults());
  }

  private static DualEvaluation dual(Kernels kernels, UpdateProblem update) {
    DualEvaluation dual = new DualEvaluation(
        kernels,
        update.model().steps(),
        update.model().stateSize(),
        update.model().inputSize(),
        0);
    dual.begin(update);
    return dual;
  }

  private static void poison(LqrProblem problem) {
    int n = problem.stateSize();
    int m = problem.inputSize();
    for (int t = 0; t < problem.steps(); t++) {
      Stage stage = problem.stage(t);
      poison(stage.cost, n + m);
      poison(stage.prior, n + m);
      // the column after the last is the offset
      poison(stage.dynamics.matrix, n + m + 1);
      poison(stage.dynamics.transposed, n);
      poison(stage.dynamics.offset, n);
      poison(stage.noise, n);
      poison(stage.policy, n);
      poison(stage.covariance, m);
    }
    for (int t = 0; t <= problem.steps(); t++) {
      poison(problem.value(t), n);
      GaussianRows state = problem.state(t);
      poison(state.mean, n);
      poison(state.covariance, n);
    }
  }

  private static void poison(QuadraticRows rows, int size) {
    poison(rows.hessian, size);
    poison(rows.gradient, size);
  }

  private static void poison(AffineRows policy, int n) {
    poison(policy.matrix, n);
    poison(policy.transposed, policy.matrix.length);
    poison(policy.offset, policy.matrix.length);
  }

  private static void poison(double[][] rows, int columns) {
    for (double[] row : rows) {
      poison(row, columns);
    }
  }

  private static void poison(double[] row, int columns) {
    if (columns < row.length) {
      Arrays.fill(row, columns, row.length, Double.NaN);
    }
  }
}
