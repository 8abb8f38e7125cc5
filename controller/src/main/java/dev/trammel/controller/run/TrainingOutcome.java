package dev.trammel.controller.run;

import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.LearningResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param evaluation of the saved controllers; none if the run was interrupted
 * @param warmUps of what was compiled before it was used
 * @param wallSeconds that the last sitting took; NaN where not known
 */
public record TrainingOutcome(
    LearningResult result,
    Optional<Evaluation> evaluation,
    List<WarmUpReport> warmUps,
    double wallSeconds) {

  public TrainingOutcome {
    warmUps = List.copyOf(warmUps);
  }

  public boolean solved() {
    return evaluation.map(Evaluation::solved).orElse(false);
  }

  public boolean interrupted() {
    return evaluation.isEmpty();
  }

  /** The result as programs read it. */
  public Map<String, Object> toJson(RunInfo info) {
    int conditions = result.shares();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", info.task());
    json.put("seed", info.seed());
    json.put("ending", interrupted() ? "interrupted" : lowerCase(result.ending()));
    json.put("solved", solved());
    json.put("success_rate", evaluation.map(Evaluation::successRate).orElse(Double.NaN));
    json.put("episodes", result.episodes());
    json.put("episodes_per_condition", result.experienceEpisodes() / conditions);
    json.put("total_episodes_per_condition", result.episodes() / conditions);
    json.put("experience_seconds", result.experienceSeconds());
    json.put("experience_seconds_per_condition", result.experienceSeconds() / conditions);
    json.put("total_seconds", result.totalSeconds());
    json.put("total_seconds_per_condition", result.totalSeconds() / conditions);
    json.put("iteration", result.iteration());
    json.put("trajectory_hash", result.trajectoryHash());
    json.put("wall_seconds", wallSeconds);
    json.put("warm_up", warmUps.stream().map(TrainingOutcome::toJson).toList());
    evaluation.ifPresent(found -> json.put("evaluation", toJson(found)));
    return json;
  }

  /** An evaluation as programs read it. */
  public static Map<String, Object> toJson(Evaluation evaluation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("summary", evaluation.inWords());
    json.put("places", evaluation.places().stream().map(TrainingOutcome::toJson).toList());
    json.put("trajectory_hash", evaluation.trajectoryHash());
    return json;
  }

  private static Map<String, Object> toJson(Evaluation.Place place) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", place.name());
    json.put("episodes", place.episodes());
    json.put("successes", place.successes());
    json.put("ends", place.ends());
    return json;
  }

  private static Map<String, Object> toJson(WarmUpReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("of", report.what());
    json.put("seconds", report.seconds());
    json.put("calls", report.calls());
    json.put("seconds_per_call", report.secondsPerCall());
    json.put("bytes_per_call", report.bytesPerCall());
    json.put("settled", report.settled());
    return json;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
