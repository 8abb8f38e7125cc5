package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.fault.Tap.Seen;
import dev.trammel.hardware.fault.Witness.Moment;
import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload of several pieces is cut in its middle. */
class UploadTest {

  /** Two pieces and a half. */
  private static final int STEPS = 1000;

  @TempDir
  private Path folder;

  private static boolean is(Seen seen, MessageType type) {
    return seen.frame().filter(frame -> frame.type() == type).isPresent();
  }

  /** Does something as the second piece is about to go, once. */
  private static void atTheSecondPiece(FaultBench bench, Runnable damage) {
    AtomicInteger pieces = new AtomicInteger();
    bench.controller.passes(seen -> {
      if (is(seen, MessageType.CHUNK) && pieces.incrementAndGet() == 2) {
        damage.run();
      }
      return true;
    });
  }

  @Test
  void aCutOfTheConnectionCostsNoMoreThanTime() throws Exception {
    try (FaultBench bench = FaultBench.inVirtualTime(folder);
        RemotePlant plant = bench.plant("?lease=2")) {
      plant.open();
      atTheSecondPiece(bench, bench.near::cut);

      assertThat(bench.run(plant, Numbered.program(STEPS), STEPS).steps()).isEqualTo(STEPS);
      assertThat(bench.controller.connections()).isGreaterThan(1);
    }
  }

  @Test
  void ofAnUploadThatNeverEndsNothingIsArmed() throws Exception {
    try (FaultBench bench = FaultBench.inRealTime(folder)) {
      try (RemotePlant plant = bench.plant("?lease=0.5")) {
        plant.open();
        atTheSecondPiece(bench, bench.near::freeze);
        assertThatThrownBy(() -> bench.run(plant, Numbered.program(STEPS), STEPS))
            .isInstanceOf(PlantException.class);
        bench.awaitFault(Fault.LEASE);
        bench.near.thaw();
      }
      bench.switchOff();

      assertThat(bench.robot.heard()).noneMatch(seen -> is(seen, MessageType.ARM));
      assertThat(bench.witness().moments()).noneMatch(Moment::moves);
      assertThat(Tap.records(bench.robot.heard(), Request.Commit.class)).isEmpty();
    }
  }
}
