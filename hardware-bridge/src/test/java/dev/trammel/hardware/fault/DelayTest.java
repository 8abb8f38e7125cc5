package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.wire.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that becomes slow in the middle of an episode whose loop closes over it. */
class DelayTest {

  private static final int STEPS = 12;
  private static final long DEADLINE = 500_000;

  @TempDir
  private Path folder;

  private static void slow(FaultBench bench, int step, double millis, double jitter) {
    if (step >= 3) {
      bench.near.follow(FaultRule.delay(Direction.TO_BROKER, "#", millis, jitter));
    }
  }

  @Test
  void noCommandActsAfterItsExpiryHoweverLateItComes() throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder)) {
      double[] late = {10, 50, 200, 0};
      double[] jitter = {0, 0, 0, 250};
      int[] episode = {0};
      Numbered controller =
          new Numbered(step -> slow(bench, step, late[episode[0]], jitter[episode[0]]));
      try (RemotePlant plant = bench.plant("?lease=2")) {
        plant.open();
        for (; episode[0] < late.length; episode[0]++) {
          bench.near.follow();
          bench.run(plant, controller, STEPS);
        }
      }
      bench.switchOff();

      Bars.moved(bench.witness().moments());
      Bars.commandsActInTimeAndInOrder(
          bench.witness().moments(), bench.controller.said(), DEADLINE);
    }
  }

  @Test
  void theRobotStopsWithinTheDeadlineWhereAllCommandsComeLater() throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder)) {
      Numbered controller = new Numbered(step -> slow(bench, step, 600, 100));
      try (RemotePlant plant = bench.plant("?lease=2")) {
        plant.open();
        assertThatThrownBy(() -> bench.run(plant, controller, STEPS))
            .isInstanceOf(PlantException.class)
            .hasMessageContaining("FAULT LATE");
      }
      bench.robot.await(() -> bench.state().counters().rejected()[6] > 0);
      bench.switchOff();

      Bars.commandsActInTimeAndInOrder(
          bench.witness().moments(), bench.controller.said(), DEADLINE);
      assertThat(bench.state().condition().fault()).isIn(Fault.LATE, Fault.STOPPED);
    }
  }
}
