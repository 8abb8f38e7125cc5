package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Tracking;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.EpisodeStart;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An arm without dry friction, one joint of which is left to itself, as before it is pushed. */
class PushedArmTest {

  private static final int STEPS = 125;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void itStandsWhereItStoodAndNoJointDrivesAnotherAway(int joint) throws Exception {
    DescribedRobot arm = DescribedRobot.arm();
    BenchRobot robot = arm.robot();
    double[] bent = {0.6, -0.4, 0.6, -0.4, 0.6, -0.4, 0.6};
    double[] bounds = new double[arm.task().plant().actuators().size()];
    Arrays.setAll(bounds, i -> 0.25 * robot.greatestEffort(i));
    EpisodeStart start = new EpisodeStart(bent, new double[bent.length], 0);
    MotionPeaks peaks = new MotionPeaks(robot);
    try (SimulatedBench bench = arm.simulated(bent)) {
      Recording recording = bench.perform(new Tracking(arm.task().plant(), bounds)
          .push("push", start, joint, new double[STEPS], 0.03));

      peaks.add(recording);
      assertThat(recording.end()).isEqualTo(Recording.WHOLE);
    }
    for (int i = 0; i < bent.length; i++) {
      assertThat(peaks.rate(i)).as(robot.joint(i).name()).isLessThan(0.1);
    }
  }
}
