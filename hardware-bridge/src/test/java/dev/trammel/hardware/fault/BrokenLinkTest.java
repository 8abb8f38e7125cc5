package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.wire.Fault;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers that die and connections of which only one end knows that they are gone. */
class BrokenLinkTest {

  private static final long LEASE = 500_000;

  @TempDir
  private Path folder;

  /** Breaks something once an episode of the robot's own is well under way, and waits for its end. */
  private static void breakEpisode(FaultBench bench, RemotePlant plant, Runnable damage)
      throws InterruptedException {
    CompletableFuture<Void> episode =
        CompletableFuture.runAsync(() -> bench.run(plant, Numbered.program(100), 100));
    bench.robot.await(() -> bench.isMoving());
    damage.run();
    bench.awaitFault(Fault.LEASE);
    assertThatThrownBy(episode::join).hasCauseInstanceOf(PlantException.class);
  }

  @Test
  void aBrokerThatIsKilledStopsTheRobotAndNothingMovesUntilItIsStartedAgain() throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder)) {
      try (RemotePlant plant = bench.plant("?lease=0.5")) {
        plant.open();
        breakEpisode(bench, plant, bench.broker::kill);
        long stopped = System.nanoTime();
        int before = bench.robot.connections();
        bench.broker.restart();
        bench.robot.await(() -> bench.robot.connections() > before);

        assertThat(bench.reset().state()).isEqualTo("INACTIVE");
        Bars.staysStill(bench.witness().moments(), stopped);
      }
      try (RemotePlant again = bench.plant("?lease=0.5")) {
        again.open();
        assertThat(bench.run(again, Numbered.program(5), 5).steps()).isEqualTo(5);
      }
      bench.switchOff();
      Bars.movesOnlyUnderALease(bench.witness().moments(), bench.robot.heard(), LEASE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHalfOpenConnectionStopsAnEpisodeWithTheLease(boolean nearTheController) throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder);
        RemotePlant plant = bench.plant("?lease=0.5")) {
      plant.open();
      FaultProxy side = nearTheController ? bench.near : bench.far;
      breakEpisode(bench, plant, side::freeze);
      long stopped = System.nanoTime();
      side.thaw();
      assertThat(bench.reset().state()).isEqualTo("INACTIVE");
      bench.switchOff();

      Bars.movesOnlyUnderALease(bench.witness().moments(), bench.robot.heard(), LEASE);
      Bars.staysStill(bench.witness().moments(), stopped);
    }
  }

  @Test
  void aHalfOpenConnectionStopsAStreamWithTheDeadlineAndTheBurstAfterwardsMovesNothing()
      throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder)) {
      long stopped;
      try (RemotePlant plant = bench.plant("?lease=2")) {
        plant.open();
        // what is said from here on waits in the connection
        Numbered controller = new Numbered(step -> {
          if (step >= 4) {
            bench.near.freeze();
          }
        });
        CompletableFuture<Void> episode =
            CompletableFuture.runAsync(() -> bench.run(plant, controller, 50));
        bench.awaitFault(Fault.LATE);
        stopped = System.nanoTime();
        bench.near.thaw();
        assertThatThrownBy(episode::join).hasCauseInstanceOf(PlantException.class);
      }
      bench.switchOff();

      Bars.commandsActInTimeAndInOrder(bench.witness().moments(), bench.controller.said(), LEASE);
      Bars.staysStill(bench.witness().moments(), stopped);
    }
  }
}
