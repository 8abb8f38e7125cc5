package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Motions that come to no good end: by their robot, by somebody else, by a pulled cable or by Ctrl-C. */
class BrokenOffMotionTest {

  private static final String CARTPOLE = "cartpole-swingup";

  private static RemoteBench robot(Bench bench) {
    return new RemoteBench(bench.task.plant(), bench.settings, bench.wire, bench);
  }

  @Test
  void aMotionThatLeavesItsTubeIsRecordedAsFarAsItCameAndItsFaultCanBeLeft() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();
      robot.reset(Motions.START.orElseThrow());

      Recording recording = robot.perform(Motions.within(5, 0.15));

      assertThat(recording.end()).isEqualTo("FAULT TUBE");
      assertThat(recording.steps()).isBetween(1, Motions.STEPS - 1);
      assertThat(bench.device.report().condition().fault()).isEqualTo(Fault.TUBE);
      robot.leaveFault();
      assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
      assertThat(robot.perform(Motions.pushed(Motions.START, 2)).isWhole()).isTrue();
    }
  }

  @Test
  void aFaultThatSomebodyElseBroughtAboutIsNotLeft() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();
      bench.at(
          bench.micros() + 500_000,
          () -> bench.deviceLink.publish(
              Message.retained(bench.topics.stop("guard"), new byte[] {1})));

      Recording recording = robot.perform(Motions.pushed(Motions.START, 2));

      assertThat(recording.end()).isEqualTo("FAULT STOPPED");
      assertThatThrownBy(robot::leaveFault)
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("robot: could not leave a fault: it is in FAULT STOPPED")
          .hasMessageContaining("trammel stop --clear");
      assertThat(bench.device.state()).isEqualTo(DeviceState.FAULT);
    }
  }

  @Test
  void aCableThatIsPulledEndsTheMotionWithTheRobotAtRest() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=0.3");
        RemoteBench robot = robot(bench)) {
      robot.open();
      bench.at(bench.micros() + 300_000, () -> bench.wire.last().cut());

      assertThatThrownBy(() -> robot.perform(Motions.lasting(2, 60)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("robot: could not");
      bench.pass(2_000_000);
      assertThat(bench.device.report().condition().fault()).isEqualTo(Fault.LEASE);
      assertThat(bench.device.state()).isEqualTo(DeviceState.FAULT);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereverTheCableIsPulledTheRobotComesToRestAndNobodyHearsOfAWholeMotion(boolean comesBack)
      throws IOException {
    SplittableRandom random = new SplittableRandom(0);
    for (int i = 0; i < 10; i++) {
      try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=0.3");
          RemoteBench robot = robot(bench)) {
        robot.open();
        long pulled = bench.micros() + random.nextLong(50_000, 3_000_000);
        bench.at(pulled, () -> bench.wire.last().cut());
        if (comesBack) {
          bench.at(pulled + 3_000_000, () -> bench.wire.last().restore());
        }

        assertThat(endOf(robot)).isIn("FAULT LEASE", "LOST");
        assertThat(bench.device.state()).isIn(DeviceState.FAULT, DeviceState.INACTIVE);
        assertThat(bench.device.report().applied()).containsOnly(0);
      }
    }
  }

  private static String endOf(RemoteBench robot) {
    try {
      return robot.perform(Motions.lasting(2, 60)).end();
    } catch (PlantException e) {
      assertThat(e).hasMessageContaining("robot: could not");
      return "LOST";
    }
  }

  @Test
  void whatWasRecordedUpToThereIsFetchedOnceTheCableIsBack() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=0.3");
        RemoteBench robot = robot(bench)) {
      robot.open();
      bench.at(bench.micros() + 1_500_000, () -> bench.wire.last().cut());
      bench.at(bench.micros() + 5_000_000, () -> bench.wire.last().restore());

      Recording recording = robot.perform(Motions.lasting(2, 200));

      assertThat(recording.end()).isEqualTo("FAULT LEASE");
      assertThat(recording.steps()).isBetween(10, 40);
      assertThatThrownBy(robot::leaveFault)
          .hasMessageContaining("FAULT LEASE")
          .hasMessageContaining("look at the robot");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoIsToldToEndGetsWhatWasRecordedWithTheRobotAtRest(boolean virtualTime) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, virtualTime, "?reset=place")) {
      try (RemoteBench robot = robot(bench)) {
        robot.open();
        robot.watch((seconds, reading, applied) -> {
          if (bench.device.report().step() == 15) {
            robot.interrupt();
          }
        });

        Recording recording = robot.perform(Motions.lasting(2, 200));

        assertThat(recording.end()).isEqualTo("ABORTED");
        assertThat(recording.steps()).isBetween(10, 60);
        assertThatThrownBy(() -> robot.listen(10)).hasMessageContaining("was told to end");
      }
      assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
    }
  }

  /** Of virtual time nobody can say when it should have passed; but a robot that lives says so. */
  @Test
  void aRobotOnVirtualTimeThatDiesIsMissedInSecondsOfOurs() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place")) {
      long died;
      try (RemoteBench robot = robot(bench)) {
        robot.open();
        robot.watch((seconds, reading, applied) ->
            bench.deviceIsAlive = bench.device.report().step() != 15);
        died = bench.micros();

        assertThatThrownBy(() -> robot.perform(Motions.lasting(2, 200)))
            .isInstanceOf(PlantException.class)
            .hasMessage(
                "robot: could not go through a motion: nothing was heard of it for 10 s; look"
                    + " whether it still runs, then start again");
      }
      assertThat(bench.micros() - died).isLessThan(15_000_000);
    }
  }

  @Test
  void aRobotThatIsNotThereIsMissedByItsName() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place");
        RemoteBench robot = new RemoteBench(
            bench.task.plant(),
            RemoteSettings.parse("mqtt://lab@local/nobody"),
            bench.wire,
            bench)) {
      assertThatThrownBy(robot::open)
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("nobody: could not find it at")
          .hasMessageContaining("the broker knows no robot of this name");
    }
  }
}
