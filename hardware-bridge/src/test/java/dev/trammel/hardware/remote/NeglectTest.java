package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.DeviceState;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What becomes of a robot whose controller ends, hangs or fails beside its work. */
class NeglectTest {

  private static final String CARTPOLE = "cartpole-swingup";

  @Test
  void whoeverIsToldToEndLeavesAnEpisodeAtOnceAndTheRobotAtRestAndFree() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "")) {
      RemotePlant plant = bench.plant();
      plant.open();
      long told = bench.micros() + 700_000;
      bench.at(told, plant::interrupt);

      assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(1)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("this program was told to end");
      assertThat(bench.micros()).isBetween(told, told + 10_000);
      plant.close();
      assertThat(bench.micros()).isLessThan(told + 3_000_000);
      assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
      assertThat(bench.device.report().session()).isZero();
    }
  }

  @Test
  void aRobotThatIsNotUsedWhenItsProgramIsToldToEndRestsAtOnce() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Episodes.run(plant, Episodes.exploring(1));
      plant.interrupt();
      bench.pass(2_500_000);

      assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
      assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(2)))
          .hasMessageContaining("this program was told to end");
    }
  }

  @Test
  void aRobotThatNobodyUsesForAMinuteIsDeactivatedAndWakesForTheNextEpisode() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Episodes.run(plant, Episodes.exploring(1));
      bench.pass(Heartbeat.LONGEST_IDLE - 1_000_000);
      assertThat(bench.device.state()).isEqualTo(DeviceState.ACTIVE);
      bench.pass(1_100_000);
      assertThat(bench.device.state()).isNotEqualTo(DeviceState.ACTIVE);
      assertThat(bench.device.report().session()).isNotZero();

      assertThat(Episodes.run(plant, Episodes.exploring(2)).steps()).isEqualTo(Episodes.STEPS);
    }
  }

  @Test
  void aControllerThatStoodStillTellsOfTheFaultNotOfSilence() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?lease=0.2");
        RemotePlant plant = bench.plant()) {
      plant.open();
      bench.at(bench.micros() + 700_000, () -> bench.standStill(3_000_000));

      assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(1)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("FAULT LEASE");
    }
  }

  @Test
  void signsOfLifeThatFailAreToldToWhoCommandsAndGoOn() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Episodes.run(plant, Episodes.exploring(1));
      bench.wire.isBroken = true;
      bench.pass(400_000);
      bench.wire.isBroken = false;
      bench.pass(2_000_000);

      assertThat(bench.device.report().session()).isNotZero();
      assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(2)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("could not send signs of life")
          .hasMessageContaining("a wire that is broken");
    }
  }
}
