package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looking at runs, with {@code replay} and {@code compare}. */
class LookingTest {

  private static final String RUN = "runs/sled-001";

  @TempDir
  private static Path folder;

  private static Trammel trammel;

  @BeforeAll
  static void train() throws Exception {
    trammel = new Trammel(folder);
    trammel.run("train", "sled", "--set", "algorithm.budget.iterations=2");
    trammel.run("train", "sled", "--seed", "1", "--set", "algorithm.budget.iterations=1");
  }

  @Test
  void replaySaysWhichEpisodeItShows() throws Exception {
    Ended replay = trammel.run(
        "replay", RUN, "--iteration", "1", "--condition", "left", "--episode", "0", "--json");

    assertThat(replay.code()).as(replay.err()).isZero();
    assertThat(replay.json())
        .containsEntry("iteration", 1)
        .containsEntry("condition", "left")
        .containsEntry("episode", 0)
        .containsEntry("page", RUN + "/replay-i0001-c01-e000.html");
    assertThat(folder.resolve(RUN + "/replay-i0001-c01-e000.html")).isNotEmptyFile();
  }

  @Test
  void theBestEpisodeHasTheLeastCostOfAll() throws Exception {
    double best = cost(trammel.run("replay", RUN, "--json"));

    for (int episode = 0; episode < 4; episode++) {
      Ended other = trammel.run("replay", RUN, "--episode", "" + episode, "--json");
      if (Boolean.TRUE.equals(other.json().get("success"))) {
        assertThat(cost(other)).isGreaterThanOrEqualTo(best);
      }
    }
  }

  private static double cost(Ended replay) {
    return ((Number) replay.json().getOrDefault("cost", Double.NaN)).doubleValue();
  }

  @Test
  void anEvaluationIsShownLikeLearning() throws Exception {
    Ended replay = trammel.run("replay", RUN, "--evaluation", "0", "--last", "--json");

    assertThat(replay.code()).as(replay.err()).isZero();
    assertThat(replay.json())
        .containsEntry("evaluation", 0)
        .containsEntry("condition", "left")
        .containsEntry("episode", 19);
  }

  @Test
  void aGhostComesFromThisRunOrAnother() throws Exception {
    for (String ghost : List.of("3", "runs/sled-002", "runs/sled-002#1")) {
      Ended replay = trammel.run("replay", RUN, "--with", ghost, "--out", "ghost.html");

      assertThat(replay.code()).as(replay.err()).isZero();
      assertThat(folder.resolve("ghost.html")).content().contains("The ghost is sled, seed");
    }
  }

  @Test
  void compareShowsWhatDiffersAndNothingElse() throws Exception {
    Ended compare = trammel.run("compare", RUN, "runs/sled-002", "--out", "c.html", "--json");

    assertThat(compare.code()).as(compare.err()).isZero();
    assertThat(compare.json())
        .containsEntry("same_task", true)
        .containsEntry("settings", Map.of("algorithm.budget.iterations", List.of("2", "1")));
    assertThat(compare.err()).contains("sled-001", "sled-002", "sled-002 against sled-001: ");
    assertThat(folder.resolve("c.html")).isNotEmptyFile();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '§', textBlock = """
          replay | RUN
          replay nowhere | nowhere is not a run
          replay tasks | tasks is not a run: it has no run.json
          replay runs/sled-001 --episode 9999 | episode must be in [0,
          replay runs/sled-001 --episode -1 | was -1
          replay runs/sled-001 --episode twelve | --episode
          replay runs/sled-001 --iteration 7 | iteration must be in [0, 1], as the run has 2, was 7
          replay runs/sled-001 --condition up | task sled has no condition 'up'; it has right, left
          replay runs/sled-001 --evaluation 5 | has no evaluation 5
          replay runs/sled-001 --evaluation 0 --iteration 0 | an evaluation has no iterations
          replay runs/sled-001 --best --last | mutually exclusive
          replay runs/sled-001 --with nowhere | nowhere is not a run
          replay runs/sled-001 --with 9999 | episode must be in [0,
          replay runs/sled-001 --out tasks/sled.yaml/page.html | tasks/sled.yaml
          replay runs/sled-001 --out tasks | tasks
          replay runs/sled-001 --out /proc/page.html | /proc
          compare | RUN|STUDY
          compare runs/sled-001 | compare needs 2 to 8 runs or studies, had 1
          compare runs/sled-001 runs/../runs/sled-001 | runs/../runs/sled-001 twice
          compare runs/sled-001 tasks | tasks is not a run
          compare runs/sled-001 runs/sled-002 --out tasks | tasks
          """)
  void wrongInputIsRefusedInOneLine(String line) throws Exception {
    String[] parts = line.split(" \\| ", 2);
    Ended refused = trammel.run(parts[0].strip().split(" "));

    assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().lines()).first().asString().startsWith("trammel: ").contains(parts[1]);
    assertThat(refused.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "replay, run.json, cut",
    "replay, run.json, garbage",
    "replay, settings/task.yaml, gone",
    "replay, settings/task.yaml, garbage",
    "replay, settings/sled.urdf, cut",
    "replay, episodes.mcap, cut to nothing",
    "replay, episodes.mcap, garbage",
    "replay, episodes.mcap, gone",
    "compare, run.json, garbage",
    "compare, result.json, garbage",
    "compare, iterations.jsonl, garbage",
    "compare, settings/task.yaml, gone",
  })
  void aDamagedRunIsNamedWithItsFile(String command, String file, String damage) throws Exception {
    Path damaged = copy(folder.resolve(RUN), folder.resolve("damaged"));
    damage(damaged.resolve(file), damage);
    Ended refused = command.equals("replay")
        ? trammel.run("replay", "damaged")
        : trammel.run("compare", "runs/sled-002", "damaged");

    assertThat(refused.code()).as(refused.err()).isNotZero();
    assertThat(refused.err().lines().toList()).hasSize(1);
    assertThat(refused.err()).startsWith("trammel: ").contains("damaged").doesNotContain("\tat ");
  }

  private static void damage(Path file, String damage) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case "gone" -> Files.delete(file);
      case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      case "cut to nothing" -> Files.write(file, new byte[0]);
      default -> Files.writeString(file, "{\u0000]: garbage\n".repeat(40));
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return to;
  }
}
