package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.ExploringController;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Episodes on an emulated cart-pole, on a broker in memory and on time that the test owns. */
class RemotePlantTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theDeviceAsksForWhatTheControllerWouldToTheBit(boolean virtualTime) throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", virtualTime, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      ExploringController controller = Episodes.exploring(3);

      Trajectory episode = Episodes.run(plant, controller);

      assertThat(episode.steps()).isEqualTo(Episodes.STEPS);
      for (int t = 0; t < Episodes.STEPS; t++) {
        StateEstimate estimate = new StateEstimate(4);
        for (int i = 0; i < 4; i++) {
          estimate.mean.data[i] = episode.state(t, i);
        }
        Action action = new Action(1);
        controller.act(estimate, t, action);
        assertThat(episode.requested(t, 0)).isEqualTo(action.requested.data[0]);
        assertThat(episode.applied(t, 0)).isEqualTo(action.requested.data[0]);
      }
    }
  }

  @Test
  void anEpisodeBeginsWhereItIsToldAndTheTruthStaysUnknown() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", true, "");
        RemotePlant plant = bench.plant()) {
      plant.open();

      Trajectory episode = Episodes.run(plant, Episodes.exploring(1));

      double[] noise = {0.01, 0.02, 0.1, 0.2};
      double[] start = {0.1, 0.2, 0.03, -0.02};
      for (int i = 0; i < noise.length; i++) {
        assertThat(episode.state(0, i)).isBetween(start[i] - noise[i], start[i] + noise[i]);
        assertThat(episode.truth(0, i)).isNaN();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void aWireThatLosesRepeatsAndDelaysGivesWholeEpisodesOrSaysWhyNot(long seed) throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "?lease=2");
        RemotePlant plant = bench.plant()) {
      plant.open();
      bench.wire.seed(seed);
      bench.wire.loss = 0.03;
      bench.wire.repetition = 0.1;
      bench.wire.leastDelay = 1_000;
      bench.wire.mostDelay = 20_000;
      for (int i = 0; i < 3; i++) {
        Trajectory episode = Episodes.run(plant, Episodes.exploring(i));

        assertThat(episode.steps()).isEqualTo(Episodes.STEPS);
        assertThat(bench.device.state()).isEqualTo(DeviceState.ACTIVE);
      }
      // each episode was run once
      assertThat(bench.device.report().run()).isLessThanOrEqualTo(8);
    }
  }

  @Test
  void vitalsTellOfTheWayAndTheRobot() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "");
        RemotePlant plant = bench.plant()) {
      assertThat(plant.vitals()).isEmpty();
      plant.open();
      Episodes.run(plant, Episodes.exploring(0));

      assertThat(plant.vitals())
          .containsEntry("connected", 1.0)
          .containsEntry("state", (double) DeviceState.ACTIVE.number())
          .containsEntry("fault", 0.0)
          .containsEntry("refused_total", 0.0)
          .containsKeys("round_trip_median_seconds", "round_trip_p99_seconds", "silence_seconds");
      assertThat(plant.vitals().get("accepted_total")).isGreaterThan(Episodes.STEPS / 10.0);
    }
  }

  @Test
  void whoLeavesLeavesTheDeviceInactiveAndFree() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "")) {
      for (int i = 0; i < 2; i++) {
        RemotePlant plant = bench.plant();
        plant.open();
        Episodes.run(plant, Episodes.exploring(i));
        plant.close();
        assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
        assertThat(bench.device.report().session()).isZero();
      }
    }
  }

  @Test
  void aSilentControllerLosesTheRobotWhichStopsByItself() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "?lease=0.5");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Episodes.run(plant, Episodes.exploring(1));
      bench.beats.clear();
      bench.pass(600_000);

      assertThat(bench.device.report().condition().fault()).isEqualTo(Fault.LEASE);
      assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(2)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("FAULT LEASE")
          .hasMessageContaining("trammel reset mqtt://lab@local:1883/robot");
    }
  }

  @Test
  void aRobotThatStartedAnewRefusesTheOldSession() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Episodes.run(plant, Episodes.exploring(1));
      bench.deviceLink.close();
      bench.boot(0xBEEF);
      bench.pass(100_000);

      assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(2)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("it started anew, which ended this session");
      assertThat(bench.device.state()).isEqualTo(DeviceState.UNCONFIGURED);
      assertThat(bench.device.report().run()).isZero();
    }
  }

  @Test
  void aDeadRobotIsFoundOutByItsSilence() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Episodes.run(plant, Episodes.exploring(1));
      bench.deviceIsAlive = false;
      bench.deviceLink.cut();
      long died = bench.micros();

      assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(2)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining(
              "nothing was heard of it for 1000.0 ms, last in ACTIVE HOLD: it or its way to the broker is gone");
      assertThat(bench.micros() - died).isLessThan(1_200_000);
    }
  }

  @Test
  void aStopEndsTheEpisodeAndStandsUntilItIsTakenBackAndTheFaultLeft() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "")) {
      try (RemotePlant plant = bench.plant()) {
        plant.open();
        bench.at(
            bench.micros() + 1_000_000,
            () -> bench.deviceLink.publish(
                Message.retained(bench.topics.stop("lab"), new byte[] {1})));

        assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(2)))
            .isInstanceOf(PlantException.class)
            .hasMessageContaining("FAULT STOPPED (somebody stopped it)")
            .hasMessageContaining("trammel stop --clear");
      }

      Hands hands = new Hands(bench.settings, bench.wire, bench);
      assertThatThrownBy(hands::reset).hasMessageContaining("STOP (a stop stands)");
      assertThat(hands.clearStop().stopped()).isFalse();
      assertThat(hands.reset().state()).isEqualTo("INACTIVE");
    }
  }

  @Test
  void aRobotBeyondItsLimitIsResetOnceItIsBackAndUntilThenItsSensorIsNamed() throws IOException {
    try (Bench bench = new Bench("arm-reach", false, "")) {
      EpisodeStart start = bench.task.conditions().get(0).meanStart(1);
      double[] still = start.velocities();
      double[] beyond = start.positions();
      beyond[0] = bench.task.plant().robot().bodies().get(0).joint().upper() + 0.1;
      try (RemotePlant plant = bench.plant()) {
        plant.open();
        plant.reset(start);
        bench.robot.body().place(beyond, still);
        bench.pass(300_000);
        assertThatThrownBy(() -> plant.reset(start)).hasMessageContaining("FAULT LIMIT");
      }
      Hands hands = new Hands(bench.settings, bench.wire, bench);

      // somebody holds it there
      bench.robot.body().place(beyond, still);
      assertThatThrownBy(hands::reset)
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("could not leave FAULT LIMIT: 'joint1' must be within ")
          .hasMessageContaining("move it back by hand, then reset it again");
      bench.robot.body().letGo();
      assertThat(hands.reset().state()).isEqualTo("INACTIVE");
    }
  }

  @Test
  void theWayToInactiveIsTimedAndARobotWithAFaultDoesNotGetThere() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "")) {
      try (RemotePlant plant = bench.plant()) {
        plant.open();

        assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
        assertThat(plant.vitals().get(Plant.BIRTH)).isPositive();
        assertThat(plant.vitals().get(Plant.INACTIVE))
            .isBetween(plant.vitals().get(Plant.BIRTH), 1e-6 * bench.micros());
      }
      bench.deviceLink.publish(Message.retained(bench.topics.stop("lab"), new byte[] {1}));
      bench.pass(3_000_000);
      try (RemotePlant plant = bench.plant()) {
        plant.open();

        assertThat(bench.device.state()).isEqualTo(DeviceState.FAULT);
        assertThat(plant.vitals()).containsKey(Plant.BIRTH).doesNotContainKey(Plant.INACTIVE);
      }
    }
  }

  @Test
  void aCutThatIsShorterThanTheLeaseCostsNothing() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "?lease=2");
        RemotePlant plant = bench.plant()) {
      plant.open();
      bench.at(bench.micros() + 900_000, () -> bench.wire.last().cut());
      bench.at(bench.micros() + 1_500_000, () -> bench.wire.last().restore());

      assertThat(Episodes.run(plant, Episodes.exploring(2)).steps()).isEqualTo(Episodes.STEPS);
    }
  }

  @Test
  void anotherRobotThanTheTasksIsRefusedWithEachDifference() throws IOException {
    try (Bench bench = new Bench("cartpole-swingup", false, "");
        Bench pendulum = new Bench("pendulum-swingup", false, "")) {
      RemotePlant plant = new RemotePlant(pendulum.task.plant(), bench.settings, bench.wire, bench);
      assertThatThrownBy(plant::open)
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("4 sensors [slide, hinge, slide velocity, hinge velocity]")
          .hasMessageContaining("the task's 2");
      assertThat(bench.device.report().session()).isZero();
    }
  }
}
