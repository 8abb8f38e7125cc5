package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.remote.RemotePlant;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The robot's wall clock jumps by an hour, forwards and back, while it runs episodes. */
class WallClockTest {

  @TempDir
  private Path folder;

  private static String library() throws IOException {
    try (Stream<Path> found = Files.walk(Path.of("/usr/lib"), 3)) {
      return found
          .filter(file -> file.endsWith("faketime/libfaketimeMT.so.1"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("sudo apt-get install faketime"))
          .toString();
    }
  }

  @Test
  void aJumpOfAnHourEitherWayChangesNothing() throws Exception {
    Path offset = Files.writeString(folder.resolve("offset"), "+0");
    Map<String, String> wallClock = Map.of(
        "LD_PRELOAD",
        library(),
        "FAKETIME_TIMESTAMP_FILE",
        offset.toString(),
        "FAKETIME_NO_CACHE",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // else waits of the JVM end at once
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
    try (FaultBench bench = new FaultBench(folder, false, FaultBench.PERIOD);
        Child robot =
            new Child(folder, wallClock, Robots.class, "" + bench.far.port(), "7", "notes");
        RemotePlant plant = bench.plant("?lease=0.5")) {
      FaultBench.open(plant);
      for (String jump : new String[] {"+1h", "-1h", "+0"}) {
        Files.writeString(offset, jump);
        assertThat(bench.run(plant, Numbered.program(8), 8).steps()).isEqualTo(8);
      }
      robot.end();
      // it has seen both hours: else this would show nothing
      assertThat(Robots.greatestJump(folder.resolve("notes"))).isGreaterThan(7_000_000);
      assertThat(Tap.records(bench.controller.heard(), Report.State.class))
          .allMatch(state -> state.body().condition().fault() == Fault.NONE
              || state.body().condition().fault() == Fault.STOPPED);
    }
  }
}
