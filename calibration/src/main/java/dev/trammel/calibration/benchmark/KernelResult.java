package dev.trammel.calibration.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The measurements of one size of problem.
 *
 * @param rounds each holds every kernel, measured one after the other
 */
record KernelResult(ProblemSize size, List<Map<Kernel, Measurement>> rounds) {

  /** A ratio within rounds, and the figure that it is judged by. */
  private enum Ratio {
    SPEEDUP(
        "textbook_over_sweep",
        "textbook sweep / sweep",
        Kernel.TEXTBOOK_SWEEP,
        Kernel.SWEEP,
        "at least 2"),
    UPDATE("update_over_sweep", "update / sweep", Kernel.UPDATE, Kernel.SWEEP, "at most 40"),
    FIT("fit_over_sweep", "fit / sweep", Kernel.FIT_GLOBAL_PRIOR, Kernel.SWEEP, "at most 5"),
    FIT_MIXTURE(
        "fit_mixture_over_sweep",
        "fit from a mixture / sweep",
        Kernel.FIT_MIXTURE_PRIOR,
        Kernel.SWEEP,
        "");

    private final String key;
    private final String title;
    private final Kernel over;
    private final Kernel under;
    private final String target;

    Ratio(String key, String title, Kernel over, Kernel under, String target) {
      this.key = key;
      this.title = title;
      this.over = over;
      this.under = under;
      this.target = target;
    }
  }

  /** The targets are those of this size. */
  private static final ProblemSize JUDGED = new ProblemSize(14, 7, 100);

  KernelResult {
    rounds = List.copyOf(rounds);
  }

  double micros(Kernel kernel) {
    return Median.of(rounds, round -> of(round, kernel).micros());
  }

  double least(Kernel kernel) {
    return rounds.stream().mapToDouble(round -> of(round, kernel).least()).min().orElse(Double.NaN);
  }

  double bytes(Kernel kernel) {
    return Median.of(rounds, round -> of(round, kernel).bytes());
  }

  private double ratio(Ratio ratio) {
    return Median.of(
        rounds, round -> of(round, ratio.over).micros() / of(round, ratio.under).micros());
  }

  private static Measurement of(Map<Kernel, Measurement> round, Kernel kernel) {
    Measurement measurement = round.get(kernel);
    if (measurement == null) {
      throw new IllegalStateException("a round must hold every kernel, had no " + kernel);
    }
    return measurement;
  }

  /** A table. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(
        "%-28s %13s %17s %14s",
        "n = " + size.n() + ", m = " + size.m() + ", T = " + size.steps(),
        "median",
        "fastest call",
        "allocated"));
    for (Kernel kernel : Kernel.values()) {
      lines.add(String.format(
          Locale.ROOT,
          "  %-26s %10.1f µs %14.1f µs %12.0f B",
          kernel.title,
          micros(kernel),
          least(kernel),
          bytes(kernel)));
    }
    for (Ratio ratio : Ratio.values()) {
      boolean judged = size.equals(JUDGED) && !ratio.target.isEmpty();
      lines.add(String.format(
          Locale.ROOT,
          "  %-26s %10.2f%s",
          ratio.title,
          ratio(ratio),
          judged ? "    (" + ratio.target + ")" : ""));
    }
    return lines;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("n", size.n());
    json.put("m", size.m());
    json.put("steps", size.steps());
    for (Kernel kernel : Kernel.values()) {
      json.put(kernel.key + "_us", micros(kernel));
      json.put(kernel.key + "_least_us", least(kernel));
      json.put(kernel.key + "_bytes", bytes(kernel));
    }
    for (Ratio ratio : Ratio.values()) {
      json.put(ratio.key, ratio(ratio));
    }
    return json;
  }
}
