package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.emulated.EmulatedRobot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmulatedBenchTest {

  @Test
  void aRobotFollowsAReferenceByItsOwnSensors() throws Exception {
    Task task = TaskReader.read(TaskCatalog.shipped().find("pendulum-swingup"), List.of());
    EmulatedRobot robot = EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, 0, true));
    Reference slow = (t, q, qd, qdd) -> {
      q[0] = 0.3 * Math.sin(t);
      qd[0] = 0.3 * Math.cos(t);
      qdd[0] = -0.3 * Math.sin(t);
    };
    Motion motion = new Tracking(task.plant(), new double[] {3})
        .follow(
            "slow", Optional.of(new EpisodeStart(new double[1], new double[] {0.3}, 0)), slow, 100);

    Recording recording = new EmulatedBench(robot).perform(motion);

    assertThat(recording.isWhole()).isTrue();
    for (int t = 0; t <= recording.steps(); t++) {
      assertThat(recording.reading(t, 0)).isBetween(-0.4, 0.4);
    }
    assertThat(recording.reading(100, 0))
        .isBetween(0.3 * Math.sin(5) - 0.05, 0.3 * Math.sin(5) + 0.05);
  }
}
