package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.bench.SimulatedRobot;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody knows what stops a robot that hears nothing any more. */
class SilenceSwingTest {

  private static final double SHARE = 0.25;

  /** The cart may go 2 km. */
  @ParameterizedTest
  @ValueSource(strings = {"joint-bench", "arm-bench", "cartpole-swingup"})
  void itIsShortAndKeepsToItsShareOfSpeedHoweverFarTheJointMayGo(String name) throws IOException {
    Task task = TestBench.read(name);
    BenchRobot robot =
        new BenchRobot(task.plant(), SimulatedRobot.nameplate(task.plant()), Optional.empty());
    int n = robot.joints();
    SilenceSwing swing =
        new SilenceSwing(robot, 0, SHARE, new double[robot.described().layout().size()]);
    double[] q = new double[n];
    double[] qd = new double[n];
    double furthest = 0;
    double fastest = 0;
    for (double seconds = 0; seconds < 6; seconds += 0.01) {
      swing.at(seconds, q, qd, new double[n]);
      furthest = Math.max(furthest, Math.abs(q[0]));
      fastest = Math.max(fastest, Math.abs(qd[0]));
    }

    assertThat(furthest).isBetween(0.01, 0.2 + 1e-12);
    assertThat(fastest).isLessThan(SHARE * robot.joint(0).velocity());
  }
}
