package dev.trammel.calibration.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One line of {@code bench policy}.
 *
 * @param key for programs
 * @param title for people
 * @param value median over rounds: of a call [ns], or of an epoch [CPU s]
 * @param slowest round's
 * @param bytes that a call allocates; NaN where nobody counts
 * @param target for the value; none for what is there to compare with
 */
record PolicyResult(
    String key, String title, double value, double slowest, double bytes, Target target) {

  private static final double NANOS_PER_RUN = 1e3 / ForwardWork.PASSES;

  /** Of forward passes. */
  static PolicyResult of(String key, String title, List<Measurement> rounds, Target target) {
    double[] nanos =
        rounds.stream().mapToDouble(round -> NANOS_PER_RUN * round.micros()).toArray();
    return new PolicyResult(
        key,
        title,
        Median.of(nanos),
        greatest(nanos),
        rounds.stream().mapToDouble(Measurement::bytes).max().orElse(Double.NaN)
            / ForwardWork.PASSES,
        target);
  }

  /** Of epochs. */
  static PolicyResult of(String key, String title, double[] seconds, Target target) {
    return new PolicyResult(key, title, Median.of(seconds), greatest(seconds), Double.NaN, target);
  }

  private static double greatest(double[] values) {
    double greatest = values[0];
    for (double value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  /** For a terminal. */
  static List<String> plain(List<PolicyResult> results) {
    return table(results).plain();
  }

  /** For a page. */
  static List<String> markdown(List<PolicyResult> results) {
    return table(results).markdown();
  }

  private static TextTable table(List<PolicyResult> results) {
    TextTable table =
        new TextTable("what", "median", "slowest", "allocated", "must be", "aim", "verdict");
    for (PolicyResult result : results) {
      table.add(
          result.title,
          shown(result.value),
          shown(result.slowest),
          KernelTables.bytes(result.bytes),
          result.target.mustText(),
          result.target.aimText(),
          result.target.verdict(result.value));
    }
    return table;
  }

  private static String shown(double value) {
    return value < 10
        ? String.format(Locale.ROOT, "%.3f CPU s", value)
        : String.format(Locale.ROOT, "%,.0f ns", value);
  }

  static List<Map<String, Object>> toJson(List<PolicyResult> results) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (PolicyResult result : results) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("line", result.key);
      json.put("median", result.value);
      json.put("slowest", result.slowest);
      json.put("unit", result.value < 10 ? "CPU s per epoch" : "ns");
      json.put("bytes", result.bytes);
      if (result.target.judges()) {
        json.put("verdict", result.target.verdict(result.value));
      }
      lines.add(json);
    }
    return lines;
  }
}
