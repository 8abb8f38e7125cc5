package dev.trammel.calibration.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Latencies of planning steps and of plain sweeps between them.
 *
 * @param size n, m and the horizon
 * @param busy whether another core was kept busy
 * @param planning of planning steps
 * @param sweeping of plain sweeps
 * @param sweepsPerPlan backward passes per plan, some of them over the first steps alone
 * @param partAtLimit part of the applied inputs that were at a limit, 0 … 1
 */
record MpcResult(
    ProblemSize size,
    boolean busy,
    LatencyHistogram planning,
    LatencyHistogram sweeping,
    double sweepsPerPlan,
    double partAtLimit) {

  private static final double MICROS = 1e-3;
  private static final double RATIO = 4;

  /** Median of plans to median of sweeps. */
  double ratio() {
    return planning.quantile(0.5) / sweeping.quantile(0.5);
  }

  Target target() {
    return Target.atMost(RATIO, RATIO);
  }

  static TextTable table(List<MpcResult> results) {
    TextTable table = new TextTable(
        "n,m,H",
        "second core",
        "sweep",
        "plan",
        "ratio",
        "p99",
        "p99.9",
        "max",
        "sweeps",
        "at limit",
        "must be",
        "verdict");
    for (MpcResult result : results) {
      table.add(
          result.size.toString(),
          result.busy ? "busy" : "idle",
          micros(result.sweeping.quantile(0.5)),
          micros(result.planning.quantile(0.5)),
          number("%.2f", result.ratio()),
          micros(result.planning.quantile(0.99)),
          micros(result.planning.quantile(0.999)),
          micros((double) result.planning.greatest()),
          number("%.2f", result.sweepsPerPlan),
          number("%.0f %%", 100 * result.partAtLimit),
          result.target().mustText(),
          result.target().verdict(result.ratio()));
    }
    return table;
  }

  private static String micros(double nanos) {
    return number("%,.1f µs", MICROS * nanos);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("size", size.toString());
    json.put("busy", busy);
    json.put("plans", planning.total());
    json.put("sweepMicros", MICROS * sweeping.quantile(0.5));
    json.put("micros", MICROS * planning.quantile(0.5));
    json.put("ratio", ratio());
    json.put("p99Micros", MICROS * planning.quantile(0.99));
    json.put("p999Micros", MICROS * planning.quantile(0.999));
    json.put("maxMicros", MICROS * planning.greatest());
    json.put("sweepsPerPlan", sweepsPerPlan);
    json.put("partAtLimit", partAtLimit);
    json.put("verdict", target().verdict(ratio()));
    return json;
  }
}
