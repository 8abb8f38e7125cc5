package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a sensor was silent, the state is an older one and no transition was seen. */
class StaleReadingsTest {

  private static final int STEPS = 8;
  private static final int STALE = 3;
  private static final FitSettings EXACT =
      FitSettings.defaults().withRegularisation(new Regularisation.Diagonal(0));

  private final LinearSystem system = new LinearSystem(3, 2, STEPS, 1);

  /** The same episode, but for one reading that did not come. */
  private static Trajectory withStaleReading(Trajectory whole, CycleStatus status) {
    double[][] states = new double[STEPS + 1][3];
    double[][] inputs = new double[STEPS][2];
    List<CycleStatus> statuses = new ArrayList<>();
    for (int t = 0; t <= STEPS; t++) {
      whole.copyState(t == STALE ? t - 1 : t, states[t], 0);
      if (t < STEPS) {
        whole.copyApplied(t, inputs[t], 0);
        statuses.add(t == STALE ? status : CycleStatus.OK);
      }
    }
    return new Trajectory(states, states, inputs, inputs, statuses);
  }

  private TrajectoryBatch batch(CycleStatus status) {
    List<Trajectory> trajectories = new ArrayList<>(system.run(12, 0, 5).trajectories());
    for (int i = 0; i < 3; i++) {
      trajectories.set(i, withStaleReading(trajectories.get(i), status));
    }
    return new TrajectoryBatch(trajectories);
  }

  @Test
  void theSystemIsRecoveredExactlyFromTheOthers() {
    TrajectoryBatch batch = batch(CycleStatus.STALE_OBSERVATION);
    LinearGaussianDynamics model = new DynamicsFitter(Kernels.best(), EXACT)
        .fit(batch, DynamicsPrior.none(3, 2))
        .model();

    for (int t = 0; t < STEPS; t++) {
      assertThat(isIdentical(model.transitions[t], system.transitions[t], 1e-9)).isTrue();
    }
  }

  @Test
  void theMemoryLeavesBothItsTransitionsOut() {
    assertThat(
            TransitionMemory.of(List.of(batch(CycleStatus.INVALID_OBSERVATION))).size())
        .isEqualTo(12 * STEPS - 3 * 2);
  }

  @Test
  void aFailedControllerLeavesATransitionBehind() {
    assertThat(
            TransitionMemory.of(List.of(batch(CycleStatus.CONTROLLER_FAILED))).size())
        .isEqualTo(12 * STEPS);
  }
}
