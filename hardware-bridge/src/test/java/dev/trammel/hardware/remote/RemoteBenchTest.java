package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.bench.StartBy;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.DeviceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An emulated cart-pole on a bench, on a broker in memory and on time that the test owns. */
class RemoteBenchTest {

  private static final String CARTPOLE = "cartpole-swingup";

  private static RemoteBench robot(Bench bench) {
    return new RemoteBench(bench.task.plant(), bench.settings, bench.wire, bench);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMotionIsRecordedByTheRobotsOwnClock(boolean virtualTime) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, virtualTime, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();

      Recording recording = robot.perform(Motions.pushed(Motions.START, 2));

      assertThat(recording.isWhole()).isTrue();
      assertThat(recording.steps()).isEqualTo(Motions.STEPS);
      assertThat(recording.reading(0, 0)).isEqualTo(0.1, within(0.01));
      for (int t = 0; t < Motions.STEPS; t++) {
        assertThat(recording.requested(t, 0)).isEqualTo(t / 5 % 2 == 0 ? 2 : -2);
        assertThat(recording.time(t + 1) - recording.time(t)).isEqualTo(0.05, within(0.001));
      }
    }
  }

  @Test
  void theRobotHoldsAMotionToItsBounds() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();

      Recording recording = robot.perform(Motions.bounded(8, 1.5));

      assertThat(recording.isWhole()).isTrue();
      for (int t = 0; t < Motions.STEPS; t++) {
        assertThat(Math.abs(recording.requested(t, 0))).isEqualTo(8);
        assertThat(Math.abs(recording.applied(t, 0))).isLessThanOrEqualTo(1.5);
      }
    }
  }

  @Test
  void boundsBeyondTheRobotsOwnAreRefused() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();

      assertThatThrownBy(() -> robot.perform(Motions.bounded(1, 1e3)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("robot: could not upload a motion: COMMIT")
          .hasMessageContaining("VALUE");
    }
  }

  @Test
  void aRobotThatKnowsNoBoundsOfMotionsIsRefused() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place")) {
      bench.minor = 0;
      bench.boot(0xBEEF);
      try (RemoteBench robot = robot(bench)) {
        robot.open();

        assertThatThrownBy(() -> robot.perform(Motions.bounded(1, 1)))
            .isInstanceOf(PlantException.class)
            .hasMessageContaining("it speaks version 1.0 of the protocol")
            .hasMessageEndingWith("update the robot's firmware");
      }
    }
  }

  @Test
  void withoutAStartItBeginsWhereItStands() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();
      Recording before = robot.perform(Motions.pushed(Motions.START, 2));

      Recording after = robot.perform(Motions.pushed(Optional.empty(), -2));

      assertThat(before.reading(Motions.STEPS, 0)).isNotCloseTo(0.1, within(0.02));
      assertThat(after.reading(0, 0)).isNotCloseTo(0.1, within(0.02));
    }
  }

  private static StartBy startsBy(String query, boolean isEmulated) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, query)) {
      bench.isEmulated = isEmulated;
      bench.boot(0xBEEF);
      try (RemoteBench robot = robot(bench)) {
        robot.open();
        return robot.startsBy();
      }
    }
  }

  @Test
  void itSaysHowItComesToAStart() throws IOException {
    assertThat(startsBy("", true)).isEqualTo(StartBy.SERVO);
    assertThat(startsBy("?reset=place", true)).isEqualTo(StartBy.PLACEMENT);
    assertThat(startsBy("?reset=place&within=0", true)).isEqualTo(StartBy.PLACEMENT);
    assertThat(startsBy("?reset=place", false)).isEqualTo(StartBy.HANDS);
    assertThat(startsBy("?reset=place&within=0", false)).isEqualTo(StartBy.UNCHECKED_HANDS);
  }

  @Test
  void aMotionDoesNotBeginWhereNothingSaysThatHandsHavePutIt() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place&within=0&settle=0.1")) {
      bench.isEmulated = false;
      bench.boot(0xBEEF);
      try (RemoteBench robot = robot(bench)) {
        robot.open();

        assertThatThrownBy(() -> robot.perform(Motions.pushed(Motions.START, 2)))
            .isInstanceOf(PlantException.class)
            .hasMessage(
                "robot: could not begin motion push at its start: hands put it there, and by"
                    + " ?within=0 nothing would say whether it is there; take within out of the address:"
                    + " it is there when it reads so");
        assertThat(robot.perform(Motions.pushed(Motions.START, 0)).isWhole()).isTrue();
        assertThat(robot.perform(Motions.pushed(Optional.empty(), 2)).isWhole()).isTrue();
      }
    }
  }

  @Test
  void aMotionThatLeftItsTubeIsNotToldOfAsAControllerThatWasLearned() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();
      assertThat(robot.perform(Motions.within(8, 0.001)).end()).isEqualTo("FAULT TUBE");

      assertThatThrownBy(() -> robot.perform(Motions.pushed(Motions.START, 2)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("a joint went further from its way than the motion lets it")
          .hasMessageContaining("trammel calibrate checkout")
          .hasMessageNotContainingAny("tube=off", "learned", "controller");
    }
  }

  @Test
  void itIsBroughtToAStartByItsOwnServoUnlessTheAddressSaysOtherwise() {
    RemoteSettings usual = RemoteSettings.parse("mqtt://lab@local/robot").onBench();
    RemoteSettings placed =
        RemoteSettings.parse("mqtt://lab@local/robot?reset=place").onBench();

    assertThat(usual.move().way()).hasToString("Optional[SERVO]");
    assertThat(placed.move().way()).hasToString("Optional[PLACE]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itIsListenedToWithTheActuatorsOff(boolean virtualTime) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, virtualTime, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();
      robot.perform(Motions.pushed(Motions.START, 2));

      Recording recording = robot.listen(100);

      assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
      assertThat(recording.steps()).isEqualTo(99);
      assertThat(recording.time(99) - recording.time(0)).isEqualTo(99 * 0.05, within(0.002));
      assertThat(recording.applied(50, 0)).isZero();
    }
  }

  @Test
  void readingsThatAreLostAreLeftOut() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=2");
        RemoteBench robot = robot(bench)) {
      robot.open();
      bench.wire.loss = 0.1;

      Recording recording = robot.listen(200);

      assertThat(recording.steps() + 1).isBetween(160, 199);
    }
  }

  @Test
  void theLinkIsMeasuredWithItsDelayAndItsLoss() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place&lease=2");
        RemoteBench robot = robot(bench)) {
      robot.open();
      bench.wire.loss = 0.01;
      bench.wire.leastDelay = 5_000;
      bench.wire.mostDelay = 5_000;

      LinkMeasurement link = robot.measureLink(20_000);

      assertThat(link.quantile(0.5)).isEqualTo(0.010, within(0.001));
      // a ping is lost on its way or back: 1 − 0.99²
      assertThat(link.loss()).isEqualTo(0.0199, within(0.002));
      assertThat(link.clockOffset()).isEqualTo(Bench.AHEAD * 1e-6, within(link.clockBound()));
    }
  }

  @Test
  void whoWatchesHearsEachReadingAsItComes() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();
      AtomicInteger heard = new AtomicInteger();
      robot.watch((seconds, reading, applied) -> heard.addAndGet(reading.length / 4));

      robot.perform(Motions.pushed(Motions.START, 2));

      assertThat(heard.get()).isGreaterThanOrEqualTo(Motions.STEPS);
    }
  }

  @Test
  void whoWatchesIsToldWhichReadingsComeBeforeTheMotionBegins() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?reset=place");
        RemoteBench robot = robot(bench)) {
      robot.open();
      List<Boolean> begun = new ArrayList<>();
      robot.watch(new BenchBody.ReadingListener() {

        @Override
        public void read(double seconds, double[] reading, double[] applied) {
          begun.add(true);
        }

        @Override
        public void approach(double seconds, double[] reading, double[] applied) {
          begun.add(false);
        }
      });

      robot.perform(Motions.pushed(Motions.START, 2));

      assertThat(begun).startsWith(false).contains(true);
      assertThat(begun.stream().filter(is -> is)).hasSizeLessThanOrEqualTo(Motions.STEPS + 1);
    }
  }

  @Test
  void theNameplateIsReadWithoutTakingHoldOfTheRobot() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "");
        RemotePlant other = bench.plant()) {
      other.open();

      Nameplate plate = RemoteBench.nameplate(bench.settings, bench.wire, bench);

      assertThat(plate.device()).isEqualTo("robot");
      assertThat(plate.boot()).isEqualTo("0000cafe");
      assertThat(plate.emulated()).isTrue();
      assertThat(plate.spec().sensors()).hasSize(4);
      assertThat(plate.joints()).containsExactly("slide", "hinge");
      assertThat(plate.calibration()).isEqualTo(Nameplate.UNCALIBRATED);
      assertThat(bench.device.user()).isEqualTo("lab");
    }
  }
}
