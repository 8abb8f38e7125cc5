package dev.trammel.controller.cli;

import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.run.RunException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Begins runs, and takes them up again. */
final class Runs {

  private Runs() {}

  /** Refuses what cannot be learned, before there is a folder. */
  static void requireLearnable(Task task, RolloutOptions rollouts) {
    LearningSettingsReader.read(task.algorithm());
    rollouts.means(task, () -> false);
  }

  static RunFolder begin(Path path, Task task, long seed) throws IOException {
    return RunFolder.create(path, here(task.name(), seed, task.source()), task.source());
  }

  /**
   * Takes up a run with the settings in its folder.
   *
   * @param force even if the result could change
   */
  static RunFolder resume(Path path, boolean force) throws IOException {
    RunFolder folder = RunFolder.resume(path);
    List<String> differences = differences(folder, folder.task().source());
    if (!differences.isEmpty() && !force) {
      folder.close();
      throw new RunException("resuming " + path + " could change its result: "
          + String.join("; ", differences) + "; --force resumes it nevertheless");
    }
    return folder;
  }

  /** Why a run that is there may not be one of these settings, made here; empty if it is. */
  static List<String> differences(RunFolder folder, TaskSource settings) {
    RunInfo then = folder.info();
    return then.differences(here(then.task(), then.seed(), settings));
  }

  static RunInfo here(String task, long seed, TaskSource settings) {
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return RunInfo.here(task, seed, settings, Kernels.rows().name(), started);
  }
}
