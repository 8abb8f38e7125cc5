package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDivergence;
import dev.trammel.controller.trajectory.Trajectories;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealisedDivergenceTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void overOneStepItIsTheModelsDivergenceFromThatState(long seed) {
    Trajectory episode = Trajectories.random(seed, 1, 3, 3, 2);
    LinearGaussianController controller = RandomControllers.of(seed, 1, 3, 2);
    LinearGaussianController other = RandomControllers.of(seed + 100, 1, 3, 2);
    DMatrixRMaj start = new DMatrixRMaj(3, 1);
    for (int i = 0; i < 3; i++) {
      start.set(i, 0, episode.state(0, i));
    }
    LinearGaussianDynamics exactlyThere = new LinearGaussianDynamics(
        new DMatrixRMaj[] {new DMatrixRMaj(3, 5)},
        new DMatrixRMaj[] {new DMatrixRMaj(3, 1)},
        new DMatrixRMaj[] {new DMatrixRMaj(3, 3)},
        new Gaussian(start, new DMatrixRMaj(3, 3)));

    Estimate realised = RealisedDivergence.of(List.of(episode), controller, other);

    assertThat(realised.mean())
        .isCloseTo(
            TrajectoryDivergence.total(Kernels.rows(), exactlyThere, controller, other),
            within(1e-9));
    assertThat(realised.standardError()).isNaN();
  }

  @Test
  void twiceTheDeviationCostsWhatTheTextbookSays() {
    LinearGaussianController wide = RandomControllers.still(1, 2, CommonOps_DDRM.diag(4));
    LinearGaussianController narrow = RandomControllers.still(1, 2, CommonOps_DDRM.diag(1));
    List<Trajectory> episodes =
        List.of(Trajectories.random(1, 1, 2, 2, 1), Trajectories.random(2, 1, 2, 2, 1));

    // ½ (σ²/σ₀² − 1 − log σ²/σ₀²)
    assertThat(RealisedDivergence.of(episodes, wide, narrow).mean())
        .isCloseTo(0.5 * (4 - 1 - Math.log(4)), within(1e-12));
    assertThat(RealisedDivergence.of(episodes, wide, wide)).isEqualTo(new Estimate(0, 0));
  }

  @Test
  void anIndefiniteReferenceIsRefusedWithItsStep() {
    LinearGaussianController good = RandomControllers.still(1, 2, CommonOps_DDRM.diag(1));
    LinearGaussianController bad = RandomControllers.still(1, 2, CommonOps_DDRM.diag(-1));
    List<Trajectory> episodes = List.of(Trajectories.random(1, 1, 2, 2, 1));

    assertThatThrownBy(() -> RealisedDivergence.of(episodes, good, bad))
        .hasMessage(
            "the other controller's covariance at step 0 must be positive definite, was not");
  }
}
