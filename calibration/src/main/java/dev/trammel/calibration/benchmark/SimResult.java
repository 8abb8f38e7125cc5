package dev.trammel.calibration.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured of one body. */
record SimResult(SimBody body, List<Repetition> repetitions) {

  /**
   * A step's CPU time on one thread and right after on two.
   *
   * @param alone one thread [s]
   * @param together mean of two threads at once [s]
   */
  record Repetition(double alone, double together) {}

  SimResult {
    repetitions = List.copyOf(repetitions);
  }

  /** CPU seconds of a step on one thread. */
  double alone() {
    return Median.of(repetitions, Repetition::alone);
  }

  /** CPU seconds of a step on two threads at once. */
  double together() {
    return Median.of(repetitions, Repetition::together);
  }

  double ratio() {
    return Median.of(repetitions, each -> each.together() / each.alone());
  }

  static String header() {
    return String.format(
        "%-12s %16s   %-18s %9s %9s   %s",
        "body", "steps per CPU s", "for orientation", "one", "two", "two/one (at most 1.1)");
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-12s %,16.0f   %-18s %6.2f µs %6.2f µs   %.3f",
        body.title(),
        1 / alone(),
        body.orientation(),
        1e6 * alone(),
        1e6 * together(),
        ratio());
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("body", body.key());
    json.put("steps_per_cpu_second", 1 / alone());
    json.put("cpu_us_per_step_one_thread", 1e6 * alone());
    json.put("cpu_us_per_step_two_threads", 1e6 * together());
    json.put("ratio_two_over_one", ratio());
    return json;
  }
}
