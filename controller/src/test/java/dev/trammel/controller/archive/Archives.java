package dev.trammel.controller.archive;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectories;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Small archives of seeded random episodes of the sled. */
public final class Archives {

  private static final Task TASK = SpringSled.task();

  private Archives() {}

  /** Of {@code k}-th episode, k from 0. */
  static EpisodeId id(int k) {
    return new EpisodeId(k / 2, 0, k % 2, Long.MIN_VALUE + k);
  }

  static Trajectory episode(int k) {
    return Trajectories.random(k, 3 + k % 3, 2, 2, 1);
  }

  static EpisodeStart start(int k) {
    return new EpisodeStart(new double[] {0.1 * k}, new double[] {-k / 3.0}, -k);
  }

  static ArchiveHeader header() {
    return ArchiveHeader.of(task(), Map.of("task", "sled"));
  }

  static Task task() {
    return TASK;
  }

  static void keep(ArchiveWriter writer, int from, int to) {
    for (int k = from; k < to; k++) {
      writer.keep(id(k), start(k), episode(k));
    }
  }

  /** An archive with the first episodes, closed. */
  static void write(Path file, int episodes) throws IOException {
    try (ArchiveWriter writer = ArchiveWriter.create(file, header(), task())) {
      keep(writer, 0, episodes);
    }
  }

  /** Whether each episode of an archive is, to the bit, the one that was kept; how many. */
  static int intact(Path file) throws IOException {
    try (EpisodeArchive archive = EpisodeArchive.open(file)) {
      int k = 0;
      for (EpisodeSummary summary : archive.episodes()) {
        String found = Trajectories.hash(archive.read(summary));
        if (!summary.id().equals(id(k)) || !found.equals(Trajectories.hash(episode(k)))) {
          throw new AssertionError(summary.id() + " is not what was kept");
        }
        k++;
      }
      return k;
    }
  }
}
