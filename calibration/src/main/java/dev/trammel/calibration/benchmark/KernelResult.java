package dev.trammel.calibration.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The measurements of one size of problem.
 *
 * @param lines in the order of the table
 * @param rounds each holds every line by its key, measured one after the other
 */
record KernelResult(ProblemSize size, List<Line> lines, List<Map<String, Measurement>> rounds) {

  private static final String ROWS = "rows";

  KernelResult {
    lines = List.copyOf(lines);
    rounds = List.copyOf(rounds);
  }

  /** The key of a sweep on other kernels than the first. */
  static String sweepOn(String kernels) {
    return "sweep_" + kernels.replace('-', '_');
  }

  double micros(String key) {
    return Median.of(rounds, round -> of(round, key).micros());
  }

  double least(String key) {
    return rounds.stream().mapToDouble(round -> of(round, key).least()).min().orElse(Double.NaN);
  }

  /** The median of the slowest process: the compiler's luck differs from one to the next. */
  double slowest(String key) {
    return rounds.stream().mapToDouble(round -> of(round, key).micros()).max().orElse(Double.NaN);
  }

  /** Of the process that allocated most. */
  double bytes(String key) {
    return rounds.stream().mapToDouble(round -> of(round, key).bytes()).max().orElse(Double.NaN);
  }

  /** Whether a call allocates that must not. */
  boolean allocatesTooMuch(Line line) {
    return line.allocatesNothing() && bytes(line.key()) != 0;
  }

  /** What can be said from the lines that were measured. */
  List<Figure> figures() {
    return Figure.of(size, !has(sweepOn(ROWS))).stream()
        .filter(figure -> has(figure.over()) && figure.under().stream().allMatch(this::has))
        .toList();
  }

  double value(Figure figure) {
    ToDoubleFunction<Map<String, Measurement>> value = figure
        .under()
        .<ToDoubleFunction<Map<String, Measurement>>>map(under ->
            round -> of(round, figure.over()).micros() / of(round, under).micros())
        .orElse(round -> 1e-3 * of(round, figure.over()).micros());
    return Median.of(rounds, value);
  }

  private boolean has(String key) {
    return lines.stream().anyMatch(line -> line.key().equals(key));
  }

  private static Measurement of(Map<String, Measurement> round, String key) {
    Measurement measurement = round.get(key);
    if (measurement == null) {
      throw new IllegalStateException("a round must hold every line, had no " + key);
    }
    return measurement;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("n", size.n());
    json.put("m", size.m());
    json.put("steps", size.steps());
    for (Line line : lines) {
      json.put(line.key() + "_us", micros(line.key()));
      json.put(line.key() + "_least_us", least(line.key()));
      json.put(line.key() + "_slowest_us", slowest(line.key()));
      double bytes = bytes(line.key());
      if (!Double.isNaN(bytes)) {
        json.put(line.key() + "_bytes", bytes);
      }
    }
    Map<String, Object> verdicts = new LinkedHashMap<>();
    for (Figure figure : figures()) {
      json.put(figure.key(), value(figure));
      if (figure.target().judges()) {
        verdicts.put(figure.key(), figure.target().verdict(value(figure)));
      }
    }
    json.put("verdicts", verdicts);
    json.put(
        "allocating",
        lines.stream().filter(this::allocatesTooMuch).map(Line::key).toList());
    return json;
  }
}
