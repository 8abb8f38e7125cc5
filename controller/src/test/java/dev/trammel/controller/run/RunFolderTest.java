package dev.trammel.controller.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.TaskSource;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.EpisodeId;
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
  private static final EpisodeId ID = new EpisodeId(3, 0, 2, 99);
  private static final EpisodeStart START = new EpisodeStart(new double[1], new double[1], 7);

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
  void anEpisodeIsThereAgain() throws IOException {
    create();
    Trajectory trajectory = Trajectories.random(1, 4, 2, 2, 1);
    try (RunFolder run = RunFolder.resume(folder())) {
      run.episodes(SpringSled.task()).keep(ID, START, trajectory);
    }

    try (RunFolder run = RunFolder.resume(folder())) {
      assertThat(Trajectories.hash(run.episodes(SpringSled.task()).find(ID).orElseThrow()))
          .isEqualTo(Trajectories.hash(trajectory));
    }
  }

  @Test
  void aCorruptArchiveIsNamedWithWhatToDo() throws IOException {
    create();
    try (RunFolder run = RunFolder.resume(folder())) {
      run.episodes(SpringSled.task()).keep(ID, START, Trajectories.random(1, 4, 2, 2, 1));
    }
    Path file = folder().resolve("episodes.mcap");
    Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);

    assertThatThrownBy(() -> RunFolder.resume(folder()).episodes(SpringSled.task()))
        .isInstanceOf(RunException.class)
        .hasMessageContaining(file + ", byte ")
        .hasMessageContaining("nothing was changed: restore the file, or move it away");
  }

  @Test
  void anArchiveOfAnotherRunIsRefused() throws IOException {
    create();
    Path other = parent.resolve("other");
    RunFolder.create(other, RunInfo.here("crane", 5, SOURCE, "plain", ""), SOURCE)
        .close();
    try (RunFolder run = RunFolder.resume(other)) {
      assertThat(run.episodes(SpringSled.task()).size()).isZero();
    }
    Files.copy(other.resolve("episodes.mcap"), folder().resolve("episodes.mcap"));

    assertThatThrownBy(() -> RunFolder.resume(folder()).episodes(SpringSled.task()))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("holds episodes of another run: seed must be -9223372036854775808");
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
