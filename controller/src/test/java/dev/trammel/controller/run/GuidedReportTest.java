package dev.trammel.controller.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.testing.GuidedSled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a run that learns one policy. */
class GuidedReportTest {

  @TempDir
  private static Path folder;

  private static byte[] report = {};

  @BeforeAll
  static void train() throws IOException {
    report = GuidedSled.train(folder.resolve("run"), GuidedSled.task("region"));
  }

  private static byte[] reportAnew(Path path) throws IOException {
    Files.delete(path.resolve("report.html"));
    List<IterationRecord> told = new ArrayList<>();
    try (RunFolder run = RunFolder.open(path)) {
      Training.of(run).report(told::add);
    }
    assertThat(told).isNotEmpty();
    return Files.readAllBytes(path.resolve("report.html"));
  }

  @Test
  void itsReportIsWrittenAnewToTheSameBytesFromItsRecords() throws IOException {
    Path path = folder.resolve("run");
    try (RunFolder run = RunFolder.open(path);
        EpisodeArchive episodes = run.archives().learning().orElseThrow()) {
      LearningSettings settings = LearningSettingsReader.read(run.task());
      assertThat(RecordedIterations.of(run, run.task(), settings, episodes))
          .get()
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .hasSize(run.iterations().size());
    }

    assertThat(reportAnew(path)).isEqualTo(report);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conditions", "both"})
  void soItIsWhereverEpisodesBegin(String starts) throws IOException {
    byte[] first = GuidedSled.train(folder.resolve(starts), GuidedSled.task(starts));

    assertThat(reportAnew(folder.resolve(starts))).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"kl_of_policy_by_step\"", "\"batch\"", "\"iteration\": 1"})
  void recordsThatDoNotTellAllAreMadeAgainFromTheEpisodes(String lost) throws IOException {
    Path path = folder.resolve("run");
    Path records = path.resolve("iterations.jsonl");
    String whole = Files.readString(records);
    try {
      Files.writeString(records, whole.replace(lost, "\"lost\""));
      assertThat(Files.readString(records)).isNotEqualTo(whole);

      assertThat(reportAnew(path)).isEqualTo(report);
    } finally {
      Files.writeString(records, whole);
    }
  }
}
