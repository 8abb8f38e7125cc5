package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.OnEachKernels;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachKernels
class DynamicsFitterTest {

  private static final FitSettings EXACT =
      FitSettings.defaults().withRegularisation(new Regularisation.Diagonal(0));

  private final Kernels kernels;

  DynamicsFitterTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void withoutNoiseTheSystemIsRecoveredExactly(long seed) {
    LinearSystem system = new LinearSystem(3, 2, 10, seed);
    LinearGaussianDynamics model = new DynamicsFitter(kernels, EXACT)
        .fit(system.run(9, 0, seed), DynamicsPrior.none(3, 2))
        .model();

    for (int t = 0; t < model.steps(); t++) {
      assertThat(isIdentical(model.transitions[t], system.transitions[t], 1e-9)).isTrue();
      assertThat(isIdentical(model.offsets[t], system.offsets[t], 1e-9)).isTrue();
      assertThat(CommonOps_DDRM.elementMaxAbs(model.covariances[t])).isLessThan(1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void aFitWithoutPriorIsLeastSquares(long seed) {
    TrajectoryBatch batch = new LinearSystem(4, 2, 5, seed).run(12, 0.3, seed);
    LinearGaussianDynamics model =
        new DynamicsFitter(kernels, EXACT).fit(batch, DynamicsPrior.none(4, 2)).model();

    for (int t = 0; t < model.steps(); t++) {
      DMatrixRMaj design = new DMatrixRMaj(12, 7);
      DMatrixRMaj next = new DMatrixRMaj(12, 4);
      double[] row = new double[10];
      for (int i = 0; i < 12; i++) {
        Transitions.copy(batch.get(i), t, row);
        for (int j = 0; j < 6; j++) {
          design.set(i, j, row[j]);
        }
        design.set(i, 6, 1);
        for (int j = 0; j < 4; j++) {
          next.set(i, j, row[6 + j]);
        }
      }
      DMatrixRMaj solution = new DMatrixRMaj(7, 4);
      CommonOps_DDRM.solve(design, next, solution);
      DMatrixRMaj transposed = CommonOps_DDRM.transpose(solution, null);
      assertThat(isIdentical(
              model.transitions[t], CommonOps_DDRM.extract(transposed, 0, 4, 0, 6), 1e-10))
          .isTrue();
      assertThat(
              isIdentical(model.offsets[t], CommonOps_DDRM.extract(transposed, 0, 4, 6, 7), 1e-10))
          .isTrue();
    }
  }

  @Test
  void theOrderOfTrajectoriesDoesNotMatter() {
    LinearSystem system = new LinearSystem(3, 1, 6, 4);
    TrajectoryBatch batch = system.run(4, 0.1, 4);
    List<Trajectory> shuffled = new ArrayList<>(batch.trajectories());
    Collections.shuffle(shuffled, new Random(1));
    DynamicsPrior prior = new GlobalPrior(TransitionMemory.of(List.of(batch)), 1);
    DynamicsFitter fitter = new DynamicsFitter(kernels, FitSettings.defaults());
    LinearGaussianDynamics one = fitter.fit(batch, prior).model();
    LinearGaussianDynamics other =
        fitter.fit(new TrajectoryBatch(shuffled), prior).model();

    for (int t = 0; t < one.steps(); t++) {
      assertThat(isIdentical(one.transitions[t], other.transitions[t], 1e-10)).isTrue();
      assertThat(isIdentical(one.covariances[t], other.covariances[t], 1e-10)).isTrue();
    }
  }

  @Test
  void tooFewTrajectoriesWithoutPriorAreRefused() {
    TrajectoryBatch batch = new LinearSystem(4, 1, 3, 1).run(6, 0.1, 1);

    assertThatThrownBy(() -> new DynamicsFitter(kernels, FitSettings.defaults())
            .fit(batch, DynamicsPrior.none(4, 1)))
        .hasMessageContaining("step 0")
        .hasMessageContaining("more than n+m+1 = 6 points, had 6");
  }
}
