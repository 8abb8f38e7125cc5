package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.cli.Trammel.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training as a user starts it, in processes of its own. */
class TrainTest {

  private static final int EPISODES = 32;

  @TempDir
  private Path folder;

  /** Four iterations of four episodes in two conditions. */
  private static String[] train(String... options) {
    return Stream.concat(
            Stream.of(
                "train",
                "sled",
                "--json",
                "--set",
                "algorithm.budget={iterations: 4, confirmations: 0}",
                "--set",
                "algorithm.samples=4"),
            Stream.of(options))
        .toArray(String[]::new);
  }

  private Path run() {
    return folder.resolve("runs/sled-001");
  }

  private int episodes() throws IOException {
    try (EpisodeArchive archive = EpisodeArchive.open(run().resolve("episodes.mcap"))) {
      return archive.episodes().size();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aRunLeavesEverythingInItsFolder() throws Exception {
    Ended train = new Trammel(folder).run(train("--seed", "5"));

    assertThat(train.err()).contains("Learning sled, seed 5, in runs/sled-001", "Report: ");
    assertThat(train.json())
        .containsEntry("task", "sled")
        .containsEntry("seed", 5)
        .containsEntry("episodes", EPISODES)
        .containsEntry("run", "runs/sled-001")
        .containsKeys("experience_seconds", "success_rate", "solved", "trajectory_hash", "warm_up");
    assertThat(train.err())
        .contains("Compiling the update took ", "Compiling the control cycle took ");
    assertThat(names(run())).contains("run.json", "settings", "iterations.jsonl", "result.json");
    assertThat(episodes()).isEqualTo(EPISODES);
    assertThat(names(run().resolve("controllers"))).contains("best-c00.controller");
    assertThat(Files.readString(run().resolve("report.html")))
        .contains("Cost of an episode", "Divergence of an update, left", "Foresight");
  }

  @Test
  void aPolicysRunIsToldByItsOwnBudgetAndItsOwnEpisodes() throws Exception {
    Ended train = new Trammel(folder)
        .run(
            "train",
            "sled",
            "--set",
            "algorithm={type: mdgps, excitation: {episodes: 3}, budget: {iterations: 3, seconds: 1},"
                + " model: {type: gaussian-process, points: 60}, guided: {episodes: 2, budget: 40,"
                + " confirmations: 0, network: {hidden: [16], epochs: 40}}}");

    assertThat(train.err()).contains("1/3  12/40 episodes  cost ", "3/3  24/40 episodes  cost ");
    assertThat(Files.readString(run().resolve("report.html")))
        .contains("the first 2 acted without noise.")
        .doesNotContain("The band is where");
  }

  @Test
  void theExitCodeSaysWhetherTheTaskIsSolved() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended easy = trammel.run(train("--set", "success.all[0].within=10"));
    Ended hopeless = trammel.run(train("--set", "success.all[0].within=1e-9"));

    assertThat(easy.json()).containsEntry("solved", true).containsEntry("success_rate", 1.0);
    assertThat(easy.code()).isEqualTo(ExitCode.OK);
    assertThat(hopeless.json()).containsEntry("solved", false).containsEntry("success_rate", 0.0);
    assertThat(hopeless.code()).isEqualTo(ExitCode.NOT_SOLVED);
  }

  @Test
  void theNumberOfThreadsDoesNotChangeOneBit() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended one = trammel.run(train("--threads", "1"));
    Ended three = trammel.run(train("--threads", "3"));
    Ended other = trammel.run(train("--threads", "1", "--seed", "1"));

    assertThat(three.json().get("trajectory_hash")).isEqualTo(one.json().get("trajectory_hash"));
    assertThat(other.json().get("trajectory_hash")).isNotEqualTo(one.json().get("trajectory_hash"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 40})
  void aRunThatWasKilledGoesOnToTheSameBits(int episode) throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended whole = trammel.run(train("--out", "whole"));
    Ended killed = trammel.run(
        List.of("-Dsled.signal=KILL", "-Dsled.episode=" + episode), train("--threads", "1"));
    assertThat(killed.code()).isEqualTo(128 + 9);
    assertThat(episodes()).isEqualTo(Math.min(EPISODES, episode));

    Ended resumed = trammel.run("train", "--resume", "runs/sled-001", "--json");

    assertThat(resumed.code()).isEqualTo(whole.code());
    assertThat(resumed.json().get("trajectory_hash"))
        .isEqualTo(whole.json().get("trajectory_hash"));
    assertThat(Files.readString(run().resolve("iterations.jsonl")))
        .isEqualTo(Files.readString(folder.resolve("whole/iterations.jsonl")));
    assertThat(run().resolve("controllers/best-c01.controller"))
        .hasSameBinaryContentAs(folder.resolve("whole/controllers/best-c01.controller"));
  }

  @Test
  void ctrlCEndsTheEpisodeAndLeavesARunThatGoesOn() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended whole = trammel.run(train("--out", "whole"));
    Ended stopped =
        trammel.run(List.of("-Dsled.signal=INT", "-Dsled.episode=9"), train("--threads", "1"));

    assertThat(stopped.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(stopped.err()).contains("trammel train --resume runs/sled-001");
    assertThat(stopped.json())
        .containsEntry("solved", false)
        .containsEntry("ending", "interrupted");
    assertThat(episodes()).isLessThan(EPISODES);
    assertThat(trammel.run("train", "--resume", "runs/sled-001", "--json").json())
        .containsEntry("trajectory_hash", whole.json().get("trajectory_hash"));
  }

  @Test
  void aRunThatHasEndedIsNotRunAgain() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended whole = trammel.run(train());
    byte[] records = Files.readAllBytes(run().resolve("iterations.jsonl"));

    Ended again = trammel.run("train", "--resume", "runs/sled-001", "--json");

    assertThat(again.err()).contains("has ended already");
    assertThat(again.json()).containsEntry("trajectory_hash", whole.json().get("trajectory_hash"));
    assertThat(run().resolve("iterations.jsonl")).hasBinaryContent(records);
  }

  @Test
  void aDamagedArchiveIsNamedAndItsEpisodesCanBeRunAgain() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended whole = trammel.run(train());
    Path episodes = run().resolve("episodes.mcap");
    byte[] bytes = Files.readAllBytes(episodes);
    bytes[bytes.length / 2] ^= 1;
    Files.write(episodes, bytes);
    // as if it had been killed before its end
    Files.delete(run().resolve("result.json"));

    Ended refused = trammel.run("train", "--resume", "runs/sled-001");
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains("episodes.mcap, byte ", "move it away to run its episodes again");
    Files.delete(episodes);
    assertThat(trammel.run("train", "--resume", "runs/sled-001", "--json").json())
        .containsEntry("trajectory_hash", whole.json().get("trajectory_hash"));
  }

  @Test
  void resumingUnderOtherSettingsIsRefusedUnlessForced() throws Exception {
    Trammel trammel = new Trammel(folder);
    trammel.run(train());
    Path settings = run().resolve("settings/task.yaml");
    Files.writeString(settings, Files.readString(settings) + "# edited\n");

    Ended refused = trammel.run("train", "--resume", "runs/sled-001");
    Ended forced = trammel.run("train", "--resume", "runs/sled-001", "--force");

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("settings was ", "--force");
    assertThat(forced.code()).isIn(ExitCode.OK, ExitCode.NOT_SOLVED);
  }

  @Test
  void aRunCanBeEvaluatedAndReportedAgain() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended train = trammel.run(train());
    Path report = run().resolve("report.html");
    String before = Files.readString(report);
    Files.delete(report);

    Ended evaluate = trammel.run("evaluate", "runs/sled-001", "--json");
    Ended again = trammel.run("report", "runs/sled-001");

    assertThat(evaluate.json())
        .containsEntry("success_rate", train.json().get("success_rate"))
        .containsEntry("solved", train.json().get("solved"))
        .containsEntry("episodes", 40)
        .containsKeys("task", "seed", "experience_seconds", "trajectory_hash", "run");
    assertThat(evaluate.code()).isEqualTo(train.code());
    assertThat(again.code()).isZero();
    assertThat(Files.readString(report)).isEqualTo(before);
  }
}
