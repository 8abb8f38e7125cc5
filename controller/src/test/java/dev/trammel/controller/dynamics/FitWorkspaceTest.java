package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fit of all steps on every kernels there are. */
class FitWorkspaceTest {

  private static final int STEPS = 12;

  private static List<Kernels> kernels() {
    return Kernels.available();
  }

  private static TrajectoryBatch batch(int n, int m, int episodes, long seed) {
    return LinearSystem.alongAPath(n, m, STEPS, 3).run(episodes, 0.1, seed);
  }

  private static GlobalPrior prior(TrajectoryBatch batch, double strength) {
    return new GlobalPrior(TransitionMemory.of(List.of(batch)), strength);
  }

  private static double[] ones(TrajectoryBatch batch) {
    double[] ones = new double[batch.size()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] numbers(FitWorkspace workspace) {
    return workspace.models().stream()
        .flatMap(model -> List.of(model.transition(), model.offset(), model.covariance()).stream())
        .flatMapToDouble(matrix -> Arrays.stream(matrix.data))
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aFitAllocatesNothing(Kernels kernels) {
    TrajectoryBatch batch = batch(14, 7, 5, 1);
    GlobalPrior prior = prior(batch, 1);
    double[] weights = ones(batch);
    FitSettings pooled = FitSettings.defaults().withPooling(1, 0.5);
    FitWorkspace workspace = new FitWorkspace(kernels, pooled, batch);

    assertThat(Allocation.bytes(() -> workspace.fit(batch, weights, prior), 3_000))
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aWorkspaceKeepsNothingOfItsLastFit(Kernels kernels) {
    FitSettings pooled = FitSettings.defaults().withPooling(1, 0.5);
    TrajectoryBatch first = batch(5, 2, 9, 1);
    TrajectoryBatch second = batch(5, 2, 4, 2);
    FitWorkspace used = new FitWorkspace(kernels, pooled, first);
    FitWorkspace fresh = new FitWorkspace(kernels, pooled, second);
    used.fit(first, ones(first), prior(first, 3));
    used.fit(second, ones(second), prior(second, 1));
    fresh.fit(second, ones(second), prior(second, 1));

    assertThat(numbers(used)).isEqualTo(numbers(fresh));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void whatStoodInAWorkspaceDoesNotMatter(Kernels kernels) {
    TrajectoryBatch batch = batch(5, 3, 6, 1);
    GlobalPrior prior = prior(batch, 1);
    FitWorkspace clean = new FitWorkspace(kernels, FitSettings.defaults(), batch);
    FitWorkspace poisoned = new FitWorkspace(kernels, FitSettings.defaults(), batch);
    poison(poisoned);
    clean.fit(batch, ones(batch), prior);
    poisoned.fit(batch, ones(batch), prior);

    assertThat(numbers(poisoned)).isEqualTo(numbers(clean));
  }

  /** Everything that a step reads or writes, as far as it is not filled anew by its first use. */
  private static void poison(FitWorkspace workspace) {
    StepPoints points = workspace.fitter().points;
    for (double[][] rows : List.of(points.deviations, points.weighted)) {
      Arrays.stream(rows).forEach(row -> Arrays.fill(row, Double.NaN));
    }
    Arrays.fill(points.mean, Double.NaN);
    Arrays.fill(points.own.data, Double.NaN);
    for (StepModel model : workspace.models()) {
      Arrays.stream(model.slopes).forEach(row -> Arrays.fill(row, Double.NaN));
      Arrays.stream(model.scatter).forEach(row -> Arrays.fill(row, Double.NaN));
    }
    workspace.fitter().regression.elimination().blocks().forEach(FitWorkspaceTest::poison);
  }

  private static void poison(EliminationBlock block) {
    for (double[][] rows : List.of(block.rows, block.gains, block.negativeInverse)) {
      Arrays.stream(rows).forEach(row -> Arrays.fill(row, Double.NaN));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "4, 1, 5", "7, 2, 3", "14, 7, 5", "26, 7, 20", "32, 8, 5"})
  void allKernelsComeToTheSame(int n, int m, int episodes) {
    TrajectoryBatch batch = batch(n, m, episodes, 5);
    GlobalPrior prior = prior(batch, 2);
    DynamicsFitter rows = new DynamicsFitter(Kernels.rows(), FitSettings.defaults());
    LinearGaussianDynamics expected = rows.fit(batch, prior).model();
    for (Kernels kernels : Kernels.available()) {
      LinearGaussianDynamics model =
          new DynamicsFitter(kernels, FitSettings.defaults()).fit(batch, prior).model();
      for (int t = 0; t < STEPS; t++) {
        assertSame(model.transitions[t], expected.transitions[t]);
        assertSame(model.offsets[t], expected.offsets[t]);
        assertSame(model.covariances[t], expected.covariances[t]);
      }
    }
  }

  /** A prior of little strength and few points: regularisation alone makes the step definite. */
  @ParameterizedTest
  @MethodSource("kernels")
  void anIllConditionedStepIsSolvedAsWellAsByCholesky(Kernels kernels) {
    TrajectoryBatch batch = LinearSystem.alongAPath(14, 7, 3, 3).run(5, 0.1, 5);
    NormalInverseWishart prior =
        new GlobalPrior(TransitionMemory.of(List.of(batch)), 1e-3).at(new DMatrixRMaj(5, 35), 0);
    LinearGaussianDynamics model = new DynamicsFitter(kernels, FitSettings.defaults())
        .fit(batch, (points, step) -> prior)
        .model();

    DMatrixRMaj points = new DMatrixRMaj(5, 35);
    for (int i = 0; i < 5; i++) {
      double[] row = new double[35];
      Transitions.copy(batch.get(i), 1, row);
      System.arraycopy(row, 0, points.data, i * 35, 35);
    }
    DMatrixRMaj covariance = prior.posterior(points, ones(batch)).mode().covariance();
    for (int j = 0; j < 21; j++) {
      covariance.add(j, j, 1e-6);
    }
    Gaussian.Conditional expected = new Gaussian(new DMatrixRMaj(35, 1), covariance).givenFirst(21);
    // a condition of 4e6 leaves 1e-9
    assertThat(relativeDifference(model.transitions[1], expected.gain())).isLessThan(5e-9);
  }

  private static void assertSame(DMatrixRMaj actual, DMatrixRMaj expected) {
    assertThat(relativeDifference(actual, expected)).isLessThan(1e-10);
  }

  private static double relativeDifference(DMatrixRMaj actual, DMatrixRMaj expected) {
    DMatrixRMaj difference = new DMatrixRMaj(actual.numRows, actual.numCols);
    CommonOps_DDRM.subtract(actual, expected, difference);
    return NormOps_DDRM.normF(difference) / NormOps_DDRM.normF(expected);
  }

  @Test
  void aBatchThatDoesNotFitIsRefused() {
    FitWorkspace workspace =
        new FitWorkspace(Kernels.rows(), FitSettings.defaults(), batch(3, 1, 2, 1));
    TrajectoryBatch larger = batch(3, 1, 3, 1);

    assertThat(workspace.fits(larger)).isFalse();
    assertThatThrownBy(() -> workspace.fit(larger, ones(larger), prior(larger, 1)))
        .hasMessageContaining("up to 2 trajectories cannot fit a batch of 12, 3, 1 and 3");
  }
}
