package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is killed at any instant is resumed to the same bits. */
class KillTest {

  private static final int KILLS = 5;

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "algorithm.budget={iterations: 4}",
        "algorithm={type: mdgps, excitation: {episodes: 3}, budget: {iterations: 4},"
            + " model: {type: gaussian-process, points: 60}, guided: {confirmations: 0,"
            + " network: {hidden: [16], epochs: 40}}}"
      })
  void aRunKilledAtAnyInstantIsResumedToTheSameBits(String algorithm) throws Exception {
    List<String> train = List.of("train", "sled", "--set", algorithm);
    Killings killings = new Killings(new Trammel(folder).line(List.of()), folder, train);
    String expected = killings.undisturbed();

    for (int i = 0; i < KILLS; i++) {
      assertThat(killings.kill(i).hash()).as("run %d", i).isEqualTo(expected);
    }
  }
}
