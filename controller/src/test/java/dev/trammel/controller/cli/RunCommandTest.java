package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.cli.Trammel.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle held on a body, in a process of its own. */
class RunCommandTest {

  private static final String BUNDLE = "sled.trammel";

  @TempDir
  private static Path folder;

  private static Trammel trammel;

  @BeforeAll
  static void bundle() throws Exception {
    trammel = new Trammel(folder);
    trammel.run("train", "sled", "--set", "algorithm.budget.iterations=1");
    Ended made = trammel.run("bundle", "runs/sled-001", "--out", BUNDLE);
    assertThat(made.code()).as(made.err()).isZero();
  }

  @Test
  void aCheckLooksAtBundleBodyHostAndCycleAndMovesNothing() throws Exception {
    Ended ended = trammel.run(List.of("-Xmx256m"), "run", BUNDLE, "--check", "--log", "check.mcap");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("WARN  bundle     sled.trammel, local, for robot sled; nobody asked who made it")
        .contains("PASS  body       the bundle's robot")
        .containsPattern("(WARN|PASS)  *collector ")
        .containsPattern("(WARN|PASS)  *jitter     late by \\d+ µs in the middle")
        .containsPattern("(?s)PASS  start      body open after [0-9.]+ s from the start of this"
            + " process\n.*PASS  warm-up    [0-9.]+ s, before anything may be armed: the control"
            + " cycle\nPASS  cycle      [0-9.]+ µs and 0 bytes\n");
    try (EpisodeArchive log = EpisodeArchive.open(folder.resolve("check.mcap"))) {
      assertThat(log.episodes()).isEmpty();
    }
  }

  @Test
  void episodesAreKeptCountedAndGoneOnWith() throws Exception {
    List<String> line =
        List.of("run", BUNDLE, "--episodes", "3", "--log", "kept.mcap", "--metrics", "kept.prom");

    Ended first = trammel.run(line.toArray(String[]::new));
    Ended second = trammel.run(line.toArray(String[]::new));

    assertThat(first.out()).contains("Episode 0: ", "Episode 2: ").doesNotContain("Episode 3");
    assertThat(second.out()).contains("Episode 3: ", "Episode 5: ").doesNotContain("Episode 2");
    try (EpisodeArchive log = EpisodeArchive.open(folder.resolve("kept.mcap"))) {
      assertThat(log.episodes()).hasSize(6);
      assertThat(log.header().metadata()).containsEntry("kind", "deployment");
    }
    assertThat(Files.readString(folder.resolve("kept.prom")))
        .contains("trammel_episodes_total{end=\"failed\"} 0\n")
        .containsPattern("trammel_start_seconds\\{until=\"open\"\\} [0-9.]+\n")
        .containsPattern("trammel_warm_up_seconds [0-9.]+\n")
        .contains("trammel_host_lateness_seconds{quantile=\"0.99\"} ")
        .containsPattern("trammel_cycles_total\\{status=\"ok\"} \\d+\n")
        .containsPattern("trammel_info\\{bundle_sha256=\"[0-9a-f]{64}\",robot=\"sled\"} 1\n");
  }

  @Test
  void aLogThatIsKilledKeepsEveryEpisodeThatEnded() throws Exception {
    List<String> line = new ArrayList<>(trammel.line(List.of()));
    line.addAll(List.of("run", BUNDLE, "--log", "killed.mcap"));
    Path out = folder.resolve("killed.txt");
    Process process = new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start();
    while (process.isAlive() && !Files.readString(out).contains("Episode 20: ")) {
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();

    long told = Files.readString(out)
        .lines()
        .filter(text -> text.startsWith("Episode "))
        .count();
    try (EpisodeArchive log = EpisodeArchive.open(folder.resolve("killed.mcap"))) {
      assertThat(log.episodes()).hasSizeGreaterThan(20);
      assertThat((long) log.episodes().size()).isGreaterThanOrEqualTo(told);
    }
    Ended next = trammel.run("run", BUNDLE, "--episodes", "1", "--log", "killed.mcap");
    assertThat(next.out()).contains("Episode ");
  }

  @Test
  void aFullDiskEndsTheLogAndNotTheControlAndIsToldOnce() throws Exception {
    Ended full = trammel.runWithin(
        100, "run", BUNDLE, "--episodes", "60", "--log", "full.mcap", "--metrics", "full.prom");

    assertThat(full.code()).as(full.err()).isEqualTo(ExitCode.FAILED);
    assertThat(full.out()).contains("Episode 59: ").containsOnlyOnce("File too large");
    assertThat(full.err()).doesNotContain("File too large");
    assertThat(Files.readString(folder.resolve("full.prom"))).contains("trammel_log_complete 0\n");
    int kept;
    try (EpisodeArchive log = EpisodeArchive.open(folder.resolve("full.mcap"))) {
      assertThat(log.unfinishedBytes()).isZero();
      kept = log.episodes().size();
      assertThat(kept).isBetween(1, 59);
    }
    assertThat(full.out()).contains("full.mcap: File too large; it ends before episode " + kept);
    Ended next = trammel.run("run", BUNDLE, "--episodes", "1", "--log", "full.mcap");
    assertThat(next.out()).contains("Episode " + kept + ": ");
  }

  @Test
  void whatCannotBeRunIsRefusedBeforeAnythingMoves() throws Exception {
    trammel.run("run", BUNDLE, "--check", "--log", "other.mcap");
    trammel.run("bundle", "runs/sled-001", "--condition", "left", "--out", "left.trammel");

    assertThat(trammel.run("run", "left.trammel", "--log", "other.mcap").err())
        .contains("--log other.mcap must be of episodes of this very bundle, was of another");
    assertThat(trammel.run("run", BUNDLE, "--target", "home=1,2,3").err())
        .contains("a target must be one of none, since only policies are told of targets");
    assertThat(trammel.run("run", BUNDLE, "--target", "home=1,2").err())
        .contains("--target home must be X,Y,Z, three finite numbers in metres, as in"
            + " home=0.5,-0.2,0.6, was '1,2'");
    assertThat(trammel.run("run", BUNDLE, "--steps", "1000").err())
        .contains("--steps must be at most 30, where local controllers and plans end, was 1000");
    assertThat(trammel.run("run", BUNDLE, "--condition", "up").err()).contains("'up'");
    assertThat(trammel.run("run", BUNDLE, "--plant", "nowhere").err())
        .contains("no plant 'nowhere'");
    assertThat(trammel.run("run", BUNDLE, "--episodes", "0").code()).isEqualTo(2);
  }
}
