package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.cli.Trammel.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk that is full does to a run: the system refuses to let files grow. */
class FullDiskTest {

  private static final String[] RESUME = {"train", "--resume", "run", "--json"};

  @TempDir
  private Path folder;

  private Trammel trammel;
  private Object whole = "";

  @BeforeEach
  void learn() throws Exception {
    trammel = new Trammel(folder);
    Ended ended = trammel.run(train("whole"));
    whole = Objects.requireNonNull(ended.json().get("trajectory_hash"));
  }

  private static String[] train(String run) {
    return new String[] {
      "train",
      "sled",
      "--set",
      "algorithm.budget={iterations: 4, confirmations: 0}",
      "--set",
      "algorithm.samples=4",
      "--out",
      run,
      "--json"
    };
  }

  private int episodes() throws IOException {
    try (EpisodeArchive archive = EpisodeArchive.open(folder.resolve("run/episodes.mcap"))) {
      assertThat(archive.unfinishedBytes()).isZero();
      return archive.episodes().size();
    }
  }

  /** One line that names a file of the run and what happened. */
  private static void assertFull(Ended ended, String file) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.FAILED);
    List<String> said =
        ended.err().lines().filter(line -> line.startsWith("trammel: ")).toList();
    assertThat(said).containsExactly("trammel: run/" + file + ": File too large");
  }

  @Test
  void episodesThatWereFinishedStayAndTheRunGoesOnWhenThereIsRoom() throws Exception {
    Ended full = trammel.runWithin(120, train("run"));

    assertFull(full, "episodes.mcap");
    assertThat(episodes()).isBetween(8, 31);
    assertThat(trammel.run(RESUME).json()).containsEntry("trajectory_hash", whole);
  }

  @Test
  void aRunThatCouldNotBeginIsResumed() throws Exception {
    assertFull(trammel.runWithin(1, train("run")), "episodes.mcap");

    assertThat(trammel.run(RESUME).json()).containsEntry("trajectory_hash", whole);
  }

  @Test
  void noOtherFileOfARunIsLeftInPieces() throws Exception {
    trammel.run(train("run"));
    Files.delete(folder.resolve("run/result.json"));
    byte[] controller = Files.readAllBytes(folder.resolve("run/controllers/best-c00.controller"));

    assertFull(trammel.runWithin(1, RESUME), "controllers/i0000-c00.controller");
    assertFull(trammel.runWithin(3, RESUME), "iterations.jsonl");
    assertThat(folder.resolve("run/controllers/best-c00.controller")).hasBinaryContent(controller);
    Files.delete(folder.resolve("run/evaluations/000.mcap"));
    assertFull(trammel.runWithin(4, RESUME), "evaluations/000.mcap");
    assertFull(trammel.runWithin(40, RESUME), "evaluations/000.mcap");
    assertThat(episodes()).isEqualTo(32);
    assertThat(trammel.run(RESUME).json()).containsEntry("trajectory_hash", whole);
  }

  @Test
  void aPageThatDoesNotFitIsWrittenLater() throws Exception {
    trammel.run(train("run"));
    Files.delete(folder.resolve("run/result.json"));
    byte[] page = Files.readAllBytes(folder.resolve("run/report.html"));

    assertFull(trammel.runWithin(page.length / 1024, RESUME), "report.html");
    assertThat(folder.resolve("run/report.html")).hasBinaryContent(page);
    assertThat(trammel.run("report", "run").code()).isEqualTo(ExitCode.OK);
    assertThat(trammel.run(RESUME).json()).containsEntry("trajectory_hash", whole);
  }
}
