package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of how plans are made again in every control cycle. */
final class CycleOptions {

  private static final String SECTION = "algorithm.mpc.";

  @Option(
      names = "--adapt",
      negatable = true,
      description = "For mpc: the model learns in the episode from what it missed. Short for --set"
          + " algorithm.mpc.adaptation.on=true. Default: the run's.")
  private @Nullable Boolean adapt;

  @Option(
      names = "--guard",
      negatable = true,
      description =
          "For mpc: where the model misses too much, the local controller acts, and nobody"
              + " where that is lost. Short for --set algorithm.mpc.guard.on=true. Default: the run's.")
  private @Nullable Boolean guard;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "For mpc: replace a setting of the run, as in --set algorithm.mpc.horizon=20."
          + " Repeatable. Such episodes are not kept.")
  private List<String> settings = List.of();

  /** Whether anything is other than the run's. */
  boolean areGiven() {
    return adapt != null || guard != null || !settings.isEmpty();
  }

  /** The run's task, with these settings. */
  Task of(RunFolder folder) throws IOException {
    List<String> all = new ArrayList<>();
    if (adapt != null) {
      all.add(SECTION + "adaptation.on=" + adapt);
    }
    if (guard != null) {
      all.add(SECTION + "guard.on=" + guard);
    }
    for (String setting : settings) {
      if (!setting.startsWith(SECTION)) {
        throw new UsageException("--set replaces what begins with " + SECTION + " here, was '"
            + setting + "'; what else a run did stays as it is");
      }
      all.add(setting);
    }
    return TaskReader.read(RunFolder.taskFile(folder.path()), all);
  }

  /** Refuses them where nothing plans. */
  void requireNone(String given) {
    if (areGiven()) {
      throw new UsageException("--adapt, --guard and --set are for --controller mpc, had " + given);
    }
  }
}
