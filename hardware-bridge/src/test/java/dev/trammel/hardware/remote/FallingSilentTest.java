package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.bench.Silence;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.DeviceState;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watchdog of an emulated cart-pole, on time that the test owns. */
class FallingSilentTest {

  private static final String CARTPOLE = "cartpole-swingup";
  private static final double PERIOD = 0.05;

  private static RemoteBench robot(Bench bench) {
    return new RemoteBench(bench.task.plant(), bench.settings, bench.wire, bench);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.3", "1", "2"})
  void theWatchdogIsMeasuredToATickByTheRobotsOwnClock(String lease) throws IOException {
    double seconds = Double.parseDouble(lease);
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=" + lease);
        RemoteBench robot = robot(bench)) {
      robot.open();

      Silence silence = robot.fallSilent(Motions.lasting(2, 80));

      assertThat(silence.fault()).isEqualTo("LEASE");
      assertThat(silence.lease()).isEqualTo(seconds);
      assertThat(silence.bound()).isLessThanOrEqualTo(PERIOD / 2 + 1e-9);
      assertThat(silence.untilFault()).isEqualTo(seconds, within(silence.bound() + 0.001));
      assertThat(silence.untilRest()).isBetween(0.0, 2.1);
      assertThat(silence.way()).hasSize(2);
      assertThat(silence.way()[0]).isBetween(0.0, 1.0);
    }
  }

  @Test
  void inVirtualTimeNothingIsSaidAfterTheLastGrant() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();

      Silence silence = robot.fallSilent(Motions.lasting(2, 80));

      assertThat(silence.bound()).isZero();
      assertThat(silence.untilFault()).isEqualTo(1, within(0.001));
    }
  }

  @Test
  void aLateWireMakesItLessCertainAndNotWrong() throws IOException {
    for (int seed = 0; seed < 5; seed++) {
      try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=1");
          RemoteBench robot = robot(bench)) {
        robot.open();
        bench.wire.seed(seed);
        bench.wire.leastDelay = 2_000;
        bench.wire.mostDelay = 40_000;
        bench.wire.loss = 0.02;

        Silence silence = robot.fallSilent(Motions.lasting(2, 80));

        assertThat(silence.untilFault()).isEqualTo(1, within(silence.bound() + 0.001));
        assertThat(silence.bound()).isLessThan(0.2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFaultIsLeftUnderANewLeaseAndMotionsGoOn(boolean virtualTime) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, virtualTime, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();
      robot.fallSilent(Motions.lasting(2, 80));
      assertThat(bench.device.state()).isEqualTo(DeviceState.FAULT);

      robot.leaveFault();

      assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
      assertThat(robot.perform(Motions.pushed(Motions.START, 2)).isWhole()).isTrue();
      bench.pass(3_000_000);
      assertThat(bench.device.report().session()).isNotZero();
    }
  }

  @Test
  void aRobotThatIsStoppedMeanwhileSaysSo() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=1");
        RemoteBench robot = robot(bench)) {
      robot.open();
      robot.reset(Motions.START.orElseThrow());
      bench.at(
          bench.micros() + 3_000_000,
          () -> bench.deviceLink.publish(dev.trammel.hardware.mqtt.Message.retained(
              bench.topics.stop("guard"), new byte[] {1})));

      assertThatThrownBy(() -> robot.fallSilent(Motions.lasting(2, 80)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("FAULT STOPPED");
    }
  }

  @Test
  void aRobotWithoutAWatchdogIsSeenToGoOnAndIsBroughtToRest() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=1");
        RemoteBench robot = robot(bench)) {
      robot.open();
      robot.reset(Motions.START.orElseThrow());
      bench.forgetWatchdog();

      Silence silence = robot.fallSilent(Motions.lasting(2, 80));

      assertThat(silence.gaveUp()).isFalse();
      assertThat(silence.untilFault()).isBetween(8.0, 9.0);
      assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCableThatIsPulledMeanwhileIsNotTakenForThat(boolean comesBack) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=1");
        RemoteBench robot = robot(bench)) {
      robot.open();
      robot.reset(Motions.START.orElseThrow());
      long pulled = bench.micros() + 3_000_000;
      bench.at(pulled, () -> bench.wire.last().cut());
      if (comesBack) {
        bench.at(pulled + 4_000_000, () -> bench.wire.last().restore());
        // it gave up by its lease, but who knows when
        assertThat(robot.fallSilent(Motions.lasting(2, 80)).bound()).isGreaterThan(1);
      } else {
        assertThatThrownBy(() -> robot.fallSilent(Motions.lasting(2, 80)))
            .isInstanceOf(PlantException.class)
            .hasMessageContaining("robot: could not fall silent on it");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMotionThatEndsBeforeByAFaultOfItsOwnIsToldAsThat(boolean virtualTime) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, virtualTime, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();
      robot.reset(Motions.START.orElseThrow());

      Silence silence = robot.fallSilent(Motions.within(9, 0.12));

      assertThat(silence.fault()).isEqualTo("TUBE");
      robot.leaveFault();
      assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
    }
  }
}
