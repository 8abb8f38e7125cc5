package dev.trammel.sim.scenario;

import dev.trammel.controller.report.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as lines for people and as values for JSON. */
final class ResultText {

  private static final List<String> HEADER =
      List.of("scenario", "condition", "passed", "rate", "95 % bounds", "required", "");

  private ResultText() {}

  static List<String> header() {
    return HEADER;
  }

  /** Cells, as many as the header has. */
  static List<String> row(ScenarioResult result) {
    PassRate rate = result.rate();
    return List.of(
        result.scenario(),
        result.condition(),
        rate.passed() + "/" + rate.episodes(),
        percent(rate.rate()),
        bounds(rate),
        result.requirement().toString(),
        result.passed() ? "passed" : "FAILED");
  }

  /** A table, its columns aligned. */
  static List<String> table(List<ScenarioResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    results.forEach(result -> rows.add(row(result)));
    return rows.stream().map(row -> aligned(row, rows)).toList();
  }

  private static String aligned(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
      line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 3));
    }
    return line.toString().stripTrailing();
  }

  /** One decimal, never rounded up to all. */
  static String percent(double rate) {
    double percent = rate < 1 ? Math.min(99.9, 100 * rate) : 100;
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** The interval with one decimal, rounded outwards. */
  static String bounds(PassRate rate) {
    return String.format(
        Locale.ROOT,
        "%.1f %% – %.1f %%",
        Math.floor(1000 * rate.lower()) / 10,
        Math.ceil(1000 * rate.upper()) / 10);
  }

  /** Why an episode failed and what it had drawn. */
  static String line(EpisodeOutcome episode) {
    StringBuilder line = new StringBuilder("episode " + episode.number() + ", seed "
        + episode.seed() + ": " + episode.flaw().orElse("passed"));
    String separator = "; drawn ";
    for (Map.Entry<String, Double> entry : episode.drawn().entrySet()) {
      line.append(separator).append(entry.getKey()).append(' ');
      line.append(Numbers.significant(entry.getValue(), 4));
      separator = ", ";
    }
    return line.toString();
  }

  static Map<String, Object> toJson(VerificationResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", result.task());
    json.put("seed", result.seed());
    json.put("passed", result.passed());
    json.put(
        "episodes",
        result.scenarios().stream().mapToInt(s -> s.episodes().size()).sum());
    json.put("scenarios", result.scenarios().stream().map(ResultText::toJson).toList());
    json.put("trajectory_hash", result.hash());
    return json;
  }

  private static Map<String, Object> toJson(ScenarioResult result) {
    PassRate rate = result.rate();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("scenario", result.scenario());
    json.put("condition", result.condition());
    json.put("passed", result.passed());
    json.put("episodes", rate.episodes());
    json.put("episodes_passed", rate.passed());
    json.put("pass_rate", rate.rate());
    json.put("pass_rate_lower", rate.lower());
    json.put("pass_rate_upper", rate.upper());
    json.put("required", result.requirement().least());
    json.put(
        "required_of",
        result.requirement().kind() == Requirement.Kind.PASS_RATE
            ? "pass_rate"
            : "pass_rate_lower");
    json.put("failures", result.failures().stream().map(ResultText::toJson).toList());
    return json;
  }

  static Map<String, Object> toJson(EpisodeOutcome episode) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("episode", episode.number());
    json.put("seed", episode.seed());
    json.put("passed", episode.passed());
    episode.flaw().ifPresent(flaw -> json.put("flaw", flaw));
    json.put("drawn", episode.drawn());
    return json;
  }
}
