package dev.trammel.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.storage.Json;
import dev.trammel.controller.testing.Node;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader of MCAP's makers, {@code @mcap/core}, finds in an archive. */
class OfficialReaderTest {

  private static final int EPISODES = 5;
  private static Node node;

  @TempDir
  private Path folder;

  private Path file() {
    return folder.resolve("episodes.mcap").toAbsolutePath();
  }

  @BeforeAll
  static void install() throws Exception {
    node = Node.install();
  }

  private static List<String> only(String topic, List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(topic + " ")).toList();
  }

  @Test
  void theIndexedReaderFindsEveryNumberOfAFinishedArchive() throws Exception {
    Archives.write(file(), EPISODES);

    List<String> lines = node.lines("read-mcap.mjs", "indexed", file().toString());

    assertThat(only("/step", lines)).isEqualTo(steps(EPISODES));
    assertThat(only("/episode", lines)).hasSize(EPISODES);
    assertThat(Json.read(only("/episode", lines).get(1).split(" ", 3)[2]))
        .containsEntry("iteration", 0)
        .containsEntry("episode", 1)
        .containsEntry("seed", Long.toString(Long.MIN_VALUE + 1));
    assertThat(only("metadata", lines)).first().asString().contains("\"task\":\"sled\"");
    assertThat(only("attachment", lines)).hasSize(2).first().asString().contains("task.yaml");
    assertThat(lines)
        .contains("statistics " + (steps(EPISODES).size() + EPISODES) + " messages in " + EPISODES
            + " chunks");
  }

  @Test
  void theStreamingReaderFindsAllButTheTornEnd() throws Exception {
    Archives.write(file(), EPISODES);
    byte[] whole = Files.readAllBytes(file());
    long end;
    try (EpisodeArchive archive = EpisodeArchive.open(file())) {
      end = archive.contents().chunks().get(3).end();
    }
    Files.write(file(), Arrays.copyOf(whole, (int) end + 100));

    List<String> lines = node.lines("read-mcap.mjs", "stream", file().toString());

    assertThat(only("/step", lines)).isEqualTo(steps(4));
    assertThat(lines).last().asString().startsWith("torn after ");
  }

  @Test
  void theIndexedReaderReadsARepairedArchive() throws Exception {
    Archives.write(file(), EPISODES);
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length - 300));
    ArchiveWriter.resume(file(), Archives.task()).close();

    List<String> lines = node.lines("read-mcap.mjs", "indexed", file().toString());

    assertThat(only("/step", lines)).isEqualTo(steps(EPISODES));
    assertThat(node.lines("read-mcap.mjs", "stream", file().toString())).last().isEqualTo("closed");
  }

  /** What must be printed of the first episodes. */
  private static List<String> steps(int episodes) throws IOException {
    List<String> lines = new ArrayList<>();
    double period = Archives.header().period();
    long begin = 0;
    for (int k = 0; k < episodes; k++) {
      Trajectory trajectory = Archives.episode(k);
      for (int t = 0; t <= trajectory.steps(); t++) {
        long time = begin + Math.round(t * period * 1e9);
        lines.add("/step " + time + " " + step(Archives.id(k), trajectory, t, t * period));
      }
      begin += Math.round((trajectory.steps() + 1) * period * 1e9);
    }
    return lines;
  }

  private static String step(EpisodeId id, Trajectory trajectory, int t, double time) {
    boolean end = t == trajectory.steps();
    StringJoiner line = new StringJoiner(" ");
    line.add(id.iteration() + " " + id.condition() + " " + id.episode() + " " + t);
    line.add(bits(time));
    line.add(bits(trajectory.state(t, 0))).add(bits(trajectory.state(t, 1)));
    line.add(bits(trajectory.truth(t, 0))).add(bits(trajectory.truth(t, 1)));
    line.add(end ? "NaN" : bits(trajectory.requested(t, 0)));
    line.add(end ? "NaN" : bits(trajectory.applied(t, 0)));
    return line.add(end ? "255" : "" + trajectory.status(t).ordinal()).toString();
  }

  private static String bits(double value) {
    return Long.toHexString(Double.doubleToRawLongBits(value));
  }
}
