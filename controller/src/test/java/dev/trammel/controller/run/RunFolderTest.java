package dev.trammel.controller.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.task.TaskSource;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectories;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  private static final TaskSource SOURCE = new TaskSource("a: 1\n", "robot.urdf", "<robot/>");
  private static final RunInfo INFO =
      RunInfo.here("crane", Long.MIN_VALUE, SOURCE, "plain", "2026-01-02T03:04:05Z");
  private static final EpisodeId ID = new EpisodeId(3, 1, 2, 99);

  @TempDir
  private Path parent;

  private Path folder() {
    return parent.resolve("a run");
  }

  private void create() throws IOException {
    RunFolder.create(folder(), INFO, SOURCE).close();
  }

  @Test
  void aRunRemembersWhatItWasMadeWith() throws IOException {
    create();

    assertThat(RunFolder.open(folder()).info()).isEqualTo(INFO);
  }

  @Test
  void aFolderInUseIsNeverOverwritten() throws IOException {
    create();
    Path other = Files.createDirectory(parent.resolve("other"));
    Files.writeString(other.resolve("thesis.tex"), "years of work");

    assertThatThrownBy(() -> RunFolder.create(folder(), INFO, SOURCE))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("train --resume");
    assertThatThrownBy(() -> RunFolder.create(other, INFO, SOURCE))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("must be an empty folder");
  }

  @Test
  void aSecondHandOnOneRunIsRefused() throws IOException {
    create();
    try (RunFolder first = RunFolder.resume(folder())) {
      assertThat(first.info()).isEqualTo(INFO);
      assertThatThrownBy(() -> RunFolder.resume(folder()))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("another process");
    }
    RunFolder.resume(folder()).close();
  }

  @Test
  void newFoldersAreNumbered() throws IOException {
    Path first = RunFolder.next(parent.resolve("runs"), "crane");
    Path second = RunFolder.next(parent.resolve("runs"), "crane");

    assertThat(first).hasFileName("crane-001");
    assertThat(second).hasFileName("crane-002");
  }

  @Test
  void anEpisodeIsFoundAgainByItsSeed() throws IOException {
    create();
    EpisodeStore episodes = RunFolder.open(folder()).episodes(0.05);
    Trajectory trajectory = Trajectories.random(1, 4, 2, 2, 1);
    episodes.keep(ID, trajectory);

    assertThat(episodes.find(new EpisodeId(3, 1, 1, 99))).isEmpty();
    assertThat(Trajectories.hash(episodes.find(ID).orElseThrow()))
        .isEqualTo(Trajectories.hash(trajectory));
    assertThatThrownBy(() -> episodes.find(new EpisodeId(3, 1, 2, 100)))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("holds another episode");
  }

  @Test
  void aCorruptEpisodeIsNamedWithWhatToDo() throws IOException {
    create();
    EpisodeStore episodes = RunFolder.open(folder()).episodes(0.05);
    episodes.keep(ID, Trajectories.random(1, 4, 2, 2, 1));
    Path file = folder().resolve("episodes/i0003-c01-e002.episode");
    Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);

    assertThatThrownBy(() -> episodes.find(ID))
        .isInstanceOf(RunException.class)
        .hasMessageContaining(file + ", byte ")
        .hasMessageContaining("delete the file to run the episode again");
  }

  @Test
  void anIterationThatWasCutOffIsLeftOut() throws IOException {
    create();
    RunFolder run = RunFolder.open(folder());
    run.addIteration(Map.of("iteration", 0));
    run.addIteration(Map.of("iteration", 1));
    Files.writeString(folder().resolve("iterations.jsonl"), "{\"iterat", StandardOpenOption.APPEND);

    assertThat(run.iterations()).containsExactly(Map.of("iteration", 0), Map.of("iteration", 1));
  }

  @Test
  void aDamagedRunIsNamed() throws IOException {
    create();
    Files.writeString(folder().resolve("run.json"), "{\"task\": \"crane\"}");

    assertThatThrownBy(() -> RunFolder.open(folder()))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("run.json: seed must be a number, was null");
    assertThatThrownBy(() -> RunFolder.open(parent))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is not a run");
  }

  @Test
  void whatCouldChangeTheBitsIsCompared() {
    TaskSource edited = new TaskSource("a: 2\n", "robot.urdf", "<robot/>");
    RunInfo later = RunInfo.here("crane", 1, SOURCE, "plain", "2027-01-01T00:00:00Z");

    assertThat(INFO.differences(later)).isEmpty();
    assertThat(INFO.differences(RunInfo.here("crane", 1, edited, "vector", "")))
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).startsWith("settings was "))
        .contains("kernels was plain, now vector");
  }
}
