package dev.trammel.hardware.benchmark;

import dev.trammel.controller.control.LatencyHistogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The round trips over one broker with one quality of service. */
record LinkResult(String broker, LinkBench.Pace pace, LatencyHistogram latencies) {

  /** Bounds of the bars [µs]. */
  private static final long[] BOUNDS = {
    0, 100, 200, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 5000, 10_000, 20_000, 50_000, 100_000
  };

  private static final int WIDTH = 50;

  /** Messages that did not come back. */
  long lost() {
    return pace.count() - latencies.total();
  }

  private double millis(double part) {
    return 1e-6 * latencies.quantile(part);
  }

  static String header() {
    return String.format(
        "%-10s %3s %6s %8s %9s %9s %9s %9s %6s",
        "broker", "QoS", "Hz", "messages", "median", "p99", "p99.9", "max", "lost");
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-10s %3d %6d %8d %6.2f ms %6.2f ms %6.2f ms %6.2f ms %6d",
        broker,
        pace.qos(),
        pace.rate(),
        pace.count(),
        millis(0.5),
        millis(0.99),
        millis(0.999),
        1e-6 * latencies.greatest(),
        lost());
  }

  /** A bar for each class from the least to the greatest that has any. */
  List<String> histogram() {
    List<String> lines = new ArrayList<>();
    lines.add(broker + ", QoS " + pace.qos() + ": round trips [ms]");
    long most = 1;
    int first = BOUNDS.length;
    int last = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      long count = count(i);
      most = Math.max(most, count);
      if (count > 0) {
        first = Math.min(first, i);
        last = i;
      }
    }
    for (int i = first; i <= last; i++) {
      String bar = "#".repeat((int) Math.ceil((double) WIDTH * count(i) / most));
      lines.add(
          String.format(Locale.ROOT, "  %7s … %-7s %7d %s", bound(i), bound(i + 1), count(i), bar)
              .stripTrailing());
    }
    return lines;
  }

  private static String bound(int i) {
    return i < BOUNDS.length ? String.format(Locale.ROOT, "%.1f", 1e-3 * BOUNDS[i]) : "";
  }

  /** Of the class between two bounds; the last one has no upper bound. */
  private long count(int i) {
    long upper = i + 1 < BOUNDS.length ? latencies.below(1000 * BOUNDS[i + 1]) : latencies.total();
    return upper - latencies.below(1000 * BOUNDS[i]);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("broker", broker);
    json.put("qos", pace.qos());
    json.put("rate_hz", pace.rate());
    json.put("messages", pace.count());
    json.put("bytes", pace.bytes());
    json.put("median_ms", millis(0.5));
    json.put("p99_ms", millis(0.99));
    json.put("p999_ms", millis(0.999));
    json.put("max_ms", 1e-6 * latencies.greatest());
    json.put("lost", lost());
    List<Map<String, Object>> bars = new ArrayList<>();
    for (int i = 0; i < BOUNDS.length; i++) {
      Map<String, Object> bar = new LinkedHashMap<>();
      bar.put("from_ms", 1e-3 * BOUNDS[i]);
      bar.put("count", count(i));
      bars.add(bar);
    }
    json.put("histogram", bars);
    return json;
  }
}
