package dev.trammel.controller.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes work on one store; each is killed somewhere. */
class StoreKillTest {

  private static final int KILLS = 4;

  @TempDir
  private Path root;

  @Test
  void aKillLeavesTheStoreWhole() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    CalibrationStore store = CalibrationStore.of(root, "arm1");
    for (int kill = 0; kill < KILLS; kill++) {
      Process one = start(1000 * kill);
      Process two = start(1000 * kill + 500);
      int lines = random.nextInt(1, 60);
      try (BufferedReader said = one.inputReader()) {
        for (int i = 0; i < lines; i++) {
          assertThat(said.readLine()).isNotNull();
        }
      }
      one.destroyForcibly().waitFor();
      two.destroyForcibly().waitFor();

      List<Promotion> history = store.history();
      assertThat(history.size()).isGreaterThanOrEqualTo(lines);
      for (String name : store.names()) {
        assertThat(store.find(name).calibration().subject().device()).isEqualTo("arm1");
      }
      assertThat(store.current().orElseThrow().path().getFileName().toString())
          .isEqualTo(history.get(history.size() - 1).file().orElseThrow());
    }
  }

  @Test
  void aFullDiskLeavesTheStoreAsItWas() throws Exception {
    CalibrationStore store = CalibrationStore.of(root, "arm1");
    CalibrationFile file = store.add(CalibrationStoreTest.numbered(1));
    store.promote(file, Instant.EPOCH, List.of());

    // no file may grow, as on a disk that is full
    Process process = start(2, "bash", "-c", "ulimit -f 0; exec \"$@\"", "bash");

    assertThat(process.waitFor()).isNotZero();
    assertThat(store.names()).containsExactly(file.path().getFileName().toString());
    assertThat(store.current()).contains(file);
    assertThat(store.history()).hasSize(1);
  }

  private Process start(int number, String... before) throws IOException {
    List<String> line = new ArrayList<>(List.of(before));
    line.addAll(ChildJvm.line(StoreProcess.class, root.toString(), Integer.toString(number)));
    return new ProcessBuilder(line)
        .redirectError(before.length == 0 ? Redirect.INHERIT : Redirect.DISCARD)
        .start();
  }
}
