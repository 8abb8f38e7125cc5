package dev.trammel.controller.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
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

  private Process start(int number) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dtrammel.tasks=" + System.getProperty("trammel.tasks"),
            "-cp",
            System.getProperty("java.class.path"),
            StoreProcess.class.getName(),
            root.toString(),
            Integer.toString(number))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
