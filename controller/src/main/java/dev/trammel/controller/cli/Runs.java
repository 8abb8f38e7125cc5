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
import java.util.Optional;

/** Begins runs, and takes them up again. */
final class Runs {

  private Runs() {}

  /** Refuses what cannot be learned, before there is a folder. */
  static void requireLearnable(Task task, RolloutOptions rollouts) {
    LearningSettingsReader.read(task);
    rollouts.means(task, () -> false);
  }

  static RunFolder begin(Path path, Task task, long seed, Kernels kernels) throws IOException {
    return RunFolder.create(path, here(task.name(), seed, task.source(), kernels), task.source());
  }

  /**
   * Takes up a run with the settings in its folder, on the kernels that it began with.
   *
   * @param force even if the result could change
   */
  static RunFolder resume(Path path, boolean force) throws IOException {
    RunFolder folder = RunFolder.resume(path);
    Optional<Kernels> kernels = Kernels.find(folder.info().kernels());
    List<String> differences =
        differences(folder, folder.task().source(), kernels.orElseGet(Kernels::best));
    if (!differences.isEmpty() && !force) {
      folder.close();
      throw new RunException("resuming " + path + " could change its result: "
          + String.join("; ", differences) + "; --force resumes it nevertheless"
          + (kernels.isPresent() ? "" : ". " + Kernels.absence(folder.info().kernels())));
    }
    return folder;
  }

  /** Why a run that is there may not be one of these settings, made here; empty if it is. */
  static List<String> differences(RunFolder folder, TaskSource settings, Kernels kernels) {
    RunInfo then = folder.info();
    return then.differences(here(then.task(), then.seed(), settings, kernels));
  }

  static RunInfo here(String task, long seed, TaskSource settings, Kernels kernels) {
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return RunInfo.here(task, seed, settings, kernels.name(), started);
  }
}
