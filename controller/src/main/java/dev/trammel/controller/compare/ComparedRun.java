package dev.trammel.controller.compare;

import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is compared with others: its record, nothing computed anew.
 *
 * @param folder the run's
 * @param iterations one record each, as in {@code iterations.jsonl}
 * @param result as in {@code result.json}; empty of a run that has not ended
 */
record ComparedRun(
    Path folder,
    RunInfo info,
    Task task,
    List<Map<String, @Nullable Object>> iterations,
    Map<String, @Nullable Object> result) {

  static ComparedRun read(Path path) throws IOException {
    try (RunFolder folder = RunFolder.open(path)) {
      return new ComparedRun(
          path,
          folder.info(),
          folder.task(),
          folder.iterations(),
          folder.result().orElse(Map.of()));
    }
  }

  boolean ended() {
    return !result.isEmpty();
  }

  boolean solved() {
    return Boolean.TRUE.equals(result.get("solved"));
  }

  /** A figure of the result; NaN where there is none. */
  double figure(String key) {
    return number(result, key);
  }

  /** Seconds of experience per condition until the saved controllers; infinite if not solved. */
  double experience() {
    return solved() ? figure("experience_seconds_per_condition") : Double.POSITIVE_INFINITY;
  }

  /** The iteration that shows what the run came to: the saved one, or the last. */
  int finalIteration() {
    double saved = figure("iteration");
    return Double.isNaN(saved) ? iterations.size() - 1 : (int) saved;
  }

  /** Experience per condition by the end of each iteration [s]. */
  double[] experiences() {
    int conditions = task.conditions().size();
    return iterations.stream()
        .mapToDouble(iteration -> number(iteration, "experience_seconds") / conditions)
        .toArray();
  }

  /** A figure of a condition in each iteration; NaN where there is none. */
  double[] figures(String condition, String key) {
    return iterations.stream()
        .mapToDouble(iteration -> number(record(iteration, condition), key))
        .toArray();
  }

  /** Part of a condition's batch that succeeded, in each iteration. */
  double[] successRates(String condition) {
    double[] rates = figures(condition, "successes");
    double[] sizes = figures(condition, "batch");
    for (int i = 0; i < rates.length; i++) {
      rates[i] /= sizes[i];
    }
    return rates;
  }

  List<String> conditions() {
    return task.conditions().stream().map(Condition::name).toList();
  }

  private static Map<?, ?> record(Map<?, ?> iteration, String condition) {
    List<Object> records = new ArrayList<>();
    if (iteration.get("conditions") instanceof List<?> list) {
      records.addAll(list);
    }
    for (Object record : records) {
      if (record instanceof Map<?, ?> map && condition.equals(map.get("condition"))) {
        return map;
      }
    }
    return Map.of();
  }

  private static double number(Map<?, ?> map, String key) {
    return map.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
