package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed at any instant is resumed to the same bits. */
class KillTest {

  private static final int KILLS = 5;

  @TempDir
  private Path folder;

  @Test
  void aRunKilledAtAnyInstantIsResumedToTheSameBits() throws Exception {
    List<String> train = List.of("train", "sled", "--set", "algorithm.budget={iterations: 4}");
    Killings killings = new Killings(new Trammel(folder).line(List.of()), folder, train);
    String expected = killings.undisturbed();

    for (int i = 0; i < KILLS; i++) {
      assertThat(killings.kill(i).hash()).as("run %d", i).isEqualTo(expected);
    }
  }
}
