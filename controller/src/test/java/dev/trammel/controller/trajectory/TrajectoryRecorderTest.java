package dev.trammel.controller.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.testing.Allocation;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TrajectoryRecorderTest {

  private final StateEstimate estimate = new StateEstimate(2);
  private final DMatrixRMaj truth = new DMatrixRMaj(3, 1);
  private final Action action = new Action(1);

  private void record(TrajectoryRecorder recorder, int steps) {
    recorder.reset();
    for (int t = 0; t < steps; t++) {
      estimate.mean.set(1, 0, t);
      truth.set(2, 0, 10 + t);
      action.requested.set(0, 0, 20 + t);
      action.applied.set(0, 0, 30 + t);
      recorder.cycle(t, estimate, truth, action, CycleStatus.SATURATED);
    }
    estimate.mean.set(1, 0, steps);
    recorder.end(estimate, truth, CycleStatus.OK);
  }

  @Test
  void everyCycleAndTheTerminalStateAreKept() {
    TrajectoryRecorder recorder = new TrajectoryRecorder(4, 2, 3, 1);
    record(recorder, 4);
    Trajectory trajectory = recorder.toTrajectory();

    assertThat(trajectory.steps()).isEqualTo(4);
    assertThat(trajectory.state(4, 1)).isEqualTo(4);
    assertThat(trajectory.truth(3, 2)).isEqualTo(13);
    assertThat(trajectory.requested(2, 0)).isEqualTo(22);
    assertThat(trajectory.applied(0, 0)).isEqualTo(30);
    assertThat(trajectory.status(1)).isEqualTo(CycleStatus.SATURATED);
  }

  @Test
  void aTrajectoryOutlivesTheNextEpisode() {
    TrajectoryRecorder recorder = new TrajectoryRecorder(4, 2, 3, 1);
    record(recorder, 4);
    Trajectory first = recorder.toTrajectory();
    String before = Trajectories.hash(first);

    record(recorder, 2);

    assertThat(Trajectories.hash(first)).isEqualTo(before);
    assertThat(recorder.toTrajectory().steps()).isEqualTo(2);
  }

  @Test
  void anEpisodeThatHasNotEndedIsNoTrajectory() {
    TrajectoryRecorder recorder = new TrajectoryRecorder(4, 2, 3, 1);
    recorder.cycle(0, estimate, truth, action, CycleStatus.OK);

    assertThatThrownBy(recorder::toTrajectory)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("step 1");
  }

  @Test
  void recordingAllocatesNothing() {
    TrajectoryRecorder recorder = new TrajectoryRecorder(100, 2, 3, 1);

    assertThat(Allocation.bytes(() -> record(recorder, 100), 200)).isZero();
  }
}
