package dev.trammel.calibration.benchmark;

import dev.trammel.controller.control.LatencyHistogram;
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

  /** Medians of plans [ns]. */
  private static final Map<ProblemSize, Double> AIMS = Map.of(
      new ProblemSize(4, 1, 50), 30e3,
      new ProblemSize(14, 7, 20), 50e3,
      new ProblemSize(26, 7, 20), 120e3);

  /** Median of plans to median of sweeps. */
  double ratio() {
    return planning.quantile(0.5) / sweeping.quantile(0.5);
  }

  private String verdict() {
    boolean must = ratio() <= RATIO;
    boolean aim = planning.quantile(0.5) <= AIMS.getOrDefault(size, 0.0);
    return !must ? "missed" : aim ? "aim met" : "met";
  }

  private String aim() {
    return AIMS.containsKey(size) ? "≤ " + micros(AIMS.get(size)) : "";
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
        "ratio must be",
        "plan's aim",
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
          number("≤ %.0f", RATIO),
          result.aim(),
          result.verdict());
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
    json.put("verdict", verdict());
    return json;
  }
}
