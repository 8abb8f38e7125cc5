package dev.trammel.controller.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one seed of a study came to.
 *
 * @param result of its run, as {@link TrainingOutcome#toJson} says it
 * @param iterations of the whole run
 * @param wallSeconds that it took, all sittings together; NaN where one ended without a word
 * @param folder of its run
 */
public record StudyRun(
    Map<String, @Nullable Object> result, int iterations, double wallSeconds, String folder) {

  /** A run that has just stopped, or that stopped before. */
  public static StudyRun of(
      RunFolder folder, Map<String, ? extends @Nullable Object> result, double wallSeconds)
      throws IOException {
    return new StudyRun(
        new LinkedHashMap<>(result),
        folder.iterations().size(),
        wallSeconds,
        folder.path().toString());
  }

  public long seed() {
    return (long) number("seed");
  }

  public boolean solved() {
    return Boolean.TRUE.equals(result.get("solved"));
  }

  /** Whether it ended by itself. */
  public boolean ended() {
    return !ending().equals("interrupted");
  }

  /** Why it ended. */
  public String ending() {
    return String.valueOf(result.get("ending"));
  }

  /** Part of the evaluation episodes that succeeded; NaN before the end. */
  public double successRate() {
    return number("success_rate");
  }

  /** What came of the evaluation in each place, for people; empty before the end. */
  public String places() {
    return result.get("evaluation") instanceof Map<?, ?> evaluation
            && evaluation.get("summary") instanceof String summary
        ? summary
        : "";
  }

  /** Episodes per condition until the saved controllers; NaN where a run did not say it. */
  public double episodesPerCondition() {
    return number("episodes_per_condition");
  }

  /** Seconds of experience per condition until the saved controllers. */
  public double experiencePerCondition() {
    return number("experience_seconds_per_condition");
  }

  /** Seconds of experience per condition in the whole run. */
  public double totalPerCondition() {
    return number("total_seconds_per_condition");
  }

  public String trajectoryHash() {
    return String.valueOf(result.get("trajectory_hash"));
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(result);
    json.put("iterations", iterations);
    json.put("wall_seconds", wallSeconds);
    json.put("run", folder);
    return json;
  }

  private double number(String key) {
    return result.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
