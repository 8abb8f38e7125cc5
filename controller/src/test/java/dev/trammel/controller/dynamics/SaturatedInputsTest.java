package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.OnEachKernels;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Steps at which an input was always at its limit. */
@OnEachKernels
class SaturatedInputsTest {

  private static final FitSettings EXACT =
      FitSettings.defaults().withRegularisation(new Regularisation.Diagonal(0));

  private final Kernels kernels;

  SaturatedInputsTest(Kernels kernels) {
    this.kernels = kernels;
  }

  private final LinearSystem system = LinearSystem.stationary(3, 2, 4, 5);

  /** Input 1 is 2.5 at step 2 of every episode. */
  private TrajectoryBatch saturated(int episodes) {
    Random random = new Random(3);
    List<Trajectory> trajectories = new ArrayList<>();
    for (int e = 0; e < episodes; e++) {
      double[][] u = new double[4][2];
      for (double[] row : u) {
        row[0] = random.nextGaussian();
        row[1] = random.nextGaussian();
      }
      u[2][1] = 2.5;
      trajectories.add(system.episode(u, 0, random));
    }
    return new TrajectoryBatch(trajectories);
  }

  @Test
  void theInputMapIsThePriorsAndTheRestIsFitted() {
    LinearSystem other = LinearSystem.stationary(3, 2, 4, 6);
    TransitionMemory memory = TransitionMemory.of(List.of(other.run(50, 0, 1)));
    GlobalPrior prior = new GlobalPrior(memory, 1e-7);
    FittedDynamics fitted = new DynamicsFitter(kernels, EXACT).fit(saturated(12), prior);
    LinearGaussianDynamics model = fitted.model();

    // column of input 1 as in the other system, the states' columns as in this one
    assertThat(isIdentical(
            CommonOps_DDRM.extract(model.transitions[2], 0, 3, 4, 5),
            CommonOps_DDRM.extract(other.transitions[0], 0, 3, 4, 5),
            1e-6))
        .isTrue();
    assertThat(isIdentical(
            CommonOps_DDRM.extract(model.transitions[2], 0, 3, 0, 4),
            CommonOps_DDRM.extract(system.transitions[0], 0, 3, 0, 4),
            1e-4))
        .isTrue();
    assertThat(isIdentical(model.transitions[1], system.transitions[1], 1e-4)).isTrue();
  }

  @Test
  void theFitStillPredictsItsPoints() {
    TransitionMemory memory = TransitionMemory.of(List.of(system.run(50, 0.1, 1)));
    FittedDynamics fitted =
        new DynamicsFitter(kernels, EXACT).fit(saturated(12), new GlobalPrior(memory, 1e-6));

    for (int i = 0; i < 3; i++) {
      assertThat(fitted.diagnostics().residualRms(2, i)).isLessThan(1e-5);
      assertThat(fitted.diagnostics().r2(2, i)).isEqualTo(1, within(1e-8));
    }
  }

  @Test
  void onlyThatInputAtThatStepIsFlagged() {
    TransitionMemory memory = TransitionMemory.of(List.of(system.run(50, 0.1, 1)));
    FitDiagnostics diagnostics = new DynamicsFitter(kernels, EXACT)
        .fit(saturated(5), new GlobalPrior(memory, 1))
        .diagnostics();

    for (int t = 0; t < 4; t++) {
      assertThat(diagnostics.inputMapFromPrior(t, 0)).isFalse();
      assertThat(diagnostics.inputMapFromPrior(t, 1)).isEqualTo(t == 2);
    }
  }

  @Test
  void withoutPriorTheStepIsRefused() {
    assertThatThrownBy(() -> new DynamicsFitter(kernels, FitSettings.defaults())
            .fit(saturated(12), DynamicsPrior.none(3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step 2: input 1 did not vary in 12 points");
  }

  @Test
  void allInputsAtTheirLimitLeaveThePriorsWholeInputMap() {
    Random random = new Random(4);
    List<Trajectory> trajectories = new ArrayList<>();
    for (int e = 0; e < 5; e++) {
      double[][] u = {{1, -1}, {1, -1}, {1, -1}, {1, -1}};
      trajectories.add(system.episode(u, 0.01, random));
    }
    TransitionMemory memory = TransitionMemory.of(List.of(system.run(100, 0.01, 1)));
    LinearGaussianDynamics model = new DynamicsFitter(kernels, FitSettings.defaults())
        .fit(new TrajectoryBatch(trajectories), new GlobalPrior(memory, 1))
        .model();

    for (int t = 0; t < 4; t++) {
      assertThat(isIdentical(
              CommonOps_DDRM.extract(model.transitions[t], 0, 3, 3, 5),
              CommonOps_DDRM.extract(system.transitions[0], 0, 3, 3, 5),
              5e-3))
          .isTrue();
    }
  }
}
