package dev.trammel.controller.cli;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of how plans are made again in every control cycle. */
final class CycleOptions {

  private static final String SECTION = "algorithm.mpc.";

  /** What only training reads of the section. */
  private static final Set<String> OF_TRAINING =
      Set.of("share", "excitation", "jolts", "guesses", "guess", "planning");

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
    settings.forEach(CycleOptions::requireRead);
    if (adapt != null) {
      requireUnset("--adapt", "adaptation");
      all.add(SECTION + "adaptation.on=" + adapt);
    }
    if (guard != null) {
      requireUnset("--guard", "guard");
      all.add(SECTION + "guard.on=" + guard);
    }
    all.addAll(settings);
    return TaskReader.read(RunFolder.taskFile(folder.path()), all);
  }

  /** Refuses what has no say in a control cycle. */
  private static void requireRead(String setting) {
    if (!setting.startsWith(SECTION)) {
      throw new UsageException("--set replaces what begins with " + SECTION + " here, was '"
          + setting + "'; what else a run did stays as it is");
    }
    String key = key(setting).substring(SECTION.length());
    if (OF_TRAINING.contains(key)) {
      throw new UsageException("--set " + SECTION + key + " has no say here: only training reads"
          + " it; allowed: horizon, iterations, halvings, klWeight, adaptation.…, guard.…");
    }
  }

  /** Refuses to be told the same twice. */
  private void requireUnset(String option, String section) {
    String whole = SECTION + section;
    for (String setting : settings) {
      if (key(setting).equals(whole) || key(setting).equals(whole + ".on")) {
        throw new UsageException(option + " sets " + whole + ".on, and so does --set " + setting
            + "; leave one of them out");
      }
    }
  }

  private static String key(String setting) {
    return setting.split("=", 2)[0].strip();
  }

  /** Refuses them where nothing plans. */
  void requireNone(String given) {
    if (areGiven()) {
      throw new UsageException("--adapt, --guard and --set are for --controller mpc, had " + given);
    }
  }
}
