package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that ended, of whose episodes some are gone. */
class LostEpisodesTest {

  @TempDir
  private Path folder;

  private Trammel trammel;
  private Object hash = "";

  @BeforeEach
  void learn() throws Exception {
    trammel = new Trammel(folder);
    String budget = "algorithm.budget={iterations: 2, confirmations: 0}";
    Ended ended = trammel.run("train", "sled", "--set", budget, "--out", "run", "--json");
    hash = Objects.requireNonNull(ended.json().get("trajectory_hash"));
  }

  private void cut(double share) throws Exception {
    Path file = folder.resolve("run/episodes.mcap");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (share * bytes.length)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"report run", "replay run"})
  void whoLooksAtItIsToldAndItsPageStays(String command) throws Exception {
    byte[] page = Files.readAllBytes(folder.resolve("run/report.html"));
    cut(0.5);

    Ended ended = trammel.run(command.split(" "));

    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("run/report.html")).hasBinaryContent(page);
  }

  @Test
  void theComplaintSaysHowManyAndWhatToDo() throws Exception {
    Files.delete(folder.resolve("run/episodes.mcap"));

    assertThat(trammel.run("report", "run").err())
        .contains("run run ended with 20 episodes, of which 20 are gone from episodes.mcap: restore"
            + " the file, or run them again with `trammel train --resume run`");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.7})
  void resumingRunsThemAgainToTheSameBits(double share) throws Exception {
    cut(share);

    Ended again = trammel.run("train", "--resume", "run", "--json");

    assertThat(again.json()).containsEntry("trajectory_hash", hash);
    assertThat(trammel.run("report", "run").code()).isEqualTo(ExitCode.OK);
  }
}
