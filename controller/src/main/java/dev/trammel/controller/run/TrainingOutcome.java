package dev.trammel.controller.run;

import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.LearningResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param evaluation of the saved controllers; none if the run was interrupted
 */
public record TrainingOutcome(LearningResult result, Optional<Evaluation> evaluation) {

  public boolean solved() {
    return evaluation.map(Evaluation::solved).orElse(false);
  }

  public boolean interrupted() {
    return evaluation.isEmpty();
  }

  /** The result as programs read it. */
  public Map<String, Object> toJson(RunInfo info) {
    int conditions = result.controllers().size();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", info.task());
    json.put("seed", info.seed());
    json.put("ending", interrupted() ? "interrupted" : lowerCase(result.ending()));
    json.put("solved", solved());
    json.put("success_rate", evaluation.map(Evaluation::successRate).orElse(Double.NaN));
    json.put("episodes", result.episodes());
    json.put("experience_seconds", result.experienceSeconds());
    json.put("experience_seconds_per_condition", result.experienceSeconds() / conditions);
    json.put("total_seconds", result.totalSeconds());
    json.put("total_seconds_per_condition", result.totalSeconds() / conditions);
    json.put("iteration", result.iteration());
    json.put("trajectory_hash", result.trajectoryHash());
    evaluation.ifPresent(found -> json.put("evaluation", toJson(found)));
    return json;
  }

  /** An evaluation as programs read it. */
  public static Map<String, Object> toJson(Evaluation evaluation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("episodes", evaluation.episodes());
    json.put("successes", evaluation.successes());
    json.put("trajectory_hash", evaluation.trajectoryHash());
    return json;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
