package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.OnEachKernels;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Regularisation, pooling, the first state, and what is refused. */
@OnEachKernels
class FitSettingsTest {

  private final Kernels kernels;

  FitSettingsTest(Kernels kernels) {
    this.kernels = kernels;
  }

  private final LinearSystem system = LinearSystem.stationary(3, 1, 8, 2);

  @Test
  void poolingLetsNeighbouringStepsStandInForTrajectories() {
    FitSettings settings = FitSettings.defaults()
        .withRegularisation(new Regularisation.Diagonal(0))
        .withPooling(2, 0.5);
    // 3 trajectories and at least 3 steps: 9 points for 5 unknowns
    LinearGaussianDynamics model = new DynamicsFitter(kernels, settings)
        .fit(system.run(3, 0, 1), DynamicsPrior.none(3, 1))
        .model();

    for (int t = 0; t < model.steps(); t++) {
      assertThat(isIdentical(model.transitions[t], system.transitions[0], 1e-8)).isTrue();
    }
  }

  @Test
  void anEigenvalueFloorLiftsOnlyWhatIsBelowIt() {
    DMatrixRMaj covariance = CommonOps_DDRM.diag(1e-9, 0.5, 2);
    CommonOps_DDRM.addEquals(covariance, new Regularisation.EigenvalueFloor(1e-3).term(covariance));

    assertThat(isIdentical(covariance, CommonOps_DDRM.diag(1e-3, 0.5, 2), 1e-12))
        .isTrue();
  }

  @Test
  void aMultipleOfTheIdentityIsTheDiagonalRule() {
    DMatrixRMaj matrix = CommonOps_DDRM.identity(4);
    CommonOps_DDRM.scale(0.02, matrix);
    TrajectoryBatch batch = system.run(9, 0.1, 1);
    FitSettings given =
        FitSettings.defaults().withRegularisation(new Regularisation.Matrix(matrix));
    FitSettings diagonal =
        FitSettings.defaults().withRegularisation(new Regularisation.Diagonal(0.02));

    assertThat(isIdentical(
            new DynamicsFitter(kernels, given)
                .fit(batch, DynamicsPrior.none(3, 1))
                .model()
                .transitions[0],
            new DynamicsFitter(kernels, diagonal)
                .fit(batch, DynamicsPrior.none(3, 1))
                .model()
                .transitions[0],
            1e-14))
        .isTrue();
  }

  @Test
  void directionsWithoutVarianceAreFlaggedAsRegularised() {
    TrajectoryBatch batch = system.run(3, 0.1, 1);
    // 3 trajectories span 2 of the 4 directions of (x, u)
    NormalInverseWishart weak = new NormalInverseWishart(
        new DMatrixRMaj(7, 1), CommonOps_DDRM.diag(0, 0, 0, 0, 1, 1, 1), 0, 1);
    FitDiagnostics flagged = new DynamicsFitter(kernels, FitSettings.defaults())
        .fit(batch, (points, step) -> weak)
        .diagnostics();
    FitDiagnostics sound = new DynamicsFitter(kernels, FitSettings.defaults())
        .fit(system.run(20, 0.1, 1), DynamicsPrior.none(3, 1))
        .diagnostics();

    assertThat(flagged.regularised(0)).isTrue();
    assertThat(flagged.conditionEstimate(0)).isGreaterThan(1e4);
    assertThat(sound.regularised(0)).isFalse();
    assertThat(sound.conditionEstimate(0)).isLessThan(100);
  }

  @Test
  void withoutRegularisationASingularStepIsNamed() {
    FitSettings none = FitSettings.defaults().withRegularisation(new Regularisation.Diagonal(0));
    NormalInverseWishart weak = new NormalInverseWishart(
        new DMatrixRMaj(7, 1), CommonOps_DDRM.diag(0, 0, 0, 0, 1, 1, 1), 0, 1);

    assertThatThrownBy(() ->
            new DynamicsFitter(kernels, none).fit(system.run(3, 0.1, 1), (points, step) -> weak))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step 0: the covariance of (x, u) is singular at state 2");
  }

  @Test
  void theFirstStatesSpreadLeansOnThatWithinRememberedBatches() {
    List<TrajectoryBatch> batches = List.of(system.run(40, 0, 1), system.run(9, 0, 2));
    TrajectoryBatch one = system.run(1, 0, 9);
    LinearGaussianDynamics model = new DynamicsFitter(kernels, FitSettings.defaults())
        .fit(one, new GlobalPrior(TransitionMemory.of(batches), 4))
        .model();

    for (int i = 0; i < 3; i++) {
      double pooled = (squares(batches.get(0), i) + squares(batches.get(1), i)) / (49 - 2);
      assertThat(model.initial.mean().get(i)).isEqualTo(one.get(0).state(0, i));
      // 4 points of the pooled variance and one of none
      assertThat(model.initial.covariance().get(i, i)).isEqualTo(0.8 * pooled, within(1e-12));
    }
  }

  private static double squares(TrajectoryBatch batch, int i) {
    double[] first =
        batch.trajectories().stream().mapToDouble(each -> each.state(0, i)).toArray();
    double mean = Arrays.stream(first).average().orElseThrow();
    return Arrays.stream(first).map(x -> (x - mean) * (x - mean)).sum();
  }

  @Test
  void aFirstStateThatIsAlwaysTheSameKeepsTheVarianceFloor() {
    DMatrixRMaj initial = new DynamicsFitter(kernels, FitSettings.defaults())
        .fit(
            system.run(1, 0, 9),
            new GlobalPrior(TransitionMemory.of(List.of(system.run(1, 0, 9))), 1))
        .model()
        .initial
        .covariance();

    assertThat(initial.get(1, 1)).isEqualTo(1e-6);
  }

  @Test
  void aPriorOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> new DynamicsFitter(kernels, FitSettings.defaults())
            .fit(system.run(9, 0.1, 1), DynamicsPrior.none(4, 1)))
        .hasMessageContaining("2n+m = 7 variables, was of 9");
  }

  @Test
  void weightsMustBePositiveAndOnePerTrajectory() {
    DynamicsFitter fitter = new DynamicsFitter(kernels, FitSettings.defaults());
    TrajectoryBatch batch = system.run(2, 0.1, 1);

    assertThatThrownBy(() -> fitter.fit(batch, new double[] {1}, DynamicsPrior.none(3, 1)))
        .hasMessageContaining("trajectory weights must have 2 entries");
    assertThatThrownBy(() -> fitter.fit(batch, new double[] {1, 0}, DynamicsPrior.none(3, 1)))
        .hasMessageContaining("trajectory weight must be positive");
  }

  @Test
  void batchesOfDifferentSizesCannotBeRememberedTogether() {
    assertThatThrownBy(() -> TransitionMemory.of(
            List.of(system.run(1, 0, 1), new LinearSystem(2, 1, 3, 1).run(1, 0, 1))))
        .hasMessageContaining("n = 3, m = 1; one had 2, 1");
  }
}
