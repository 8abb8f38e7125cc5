package dev.trammel.calibration.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results of one size of problem, as people read them. */
final class KernelTables {

  private final String title;
  private final TextTable times =
      new TextTable("one call", "median", "slowest process", "fastest call", "allocated");
  private final TextTable figures = new TextTable("figure", "found", "must be", "aim", "verdict");

  KernelTables(KernelResult result) {
    ProblemSize size = result.size();
    title = "n = " + size.n() + ", m = " + size.m() + ", T = " + size.steps();
    for (Line line : result.lines()) {
      times.add(
          line.title(),
          time(result.micros(line.key())),
          time(result.slowest(line.key())),
          time(result.least(line.key())),
          bytes(result.bytes(line.key())) + (result.allocatesTooMuch(line) ? ", must be 0" : ""));
    }
    for (Figure figure : result.figures()) {
      double value = result.value(figure);
      figures.add(
          figure.title(),
          String.format(Locale.ROOT, figure.under().isPresent() ? "%.2f" : "%.1f ms", value),
          figure.target().mustText(),
          figure.target().aimText(),
          figure.target().verdict(value));
    }
  }

  static String time(double micros) {
    return micros < 10_000
        ? String.format(Locale.ROOT, "%,.1f µs", micros)
        : String.format(Locale.ROOT, "%,.1f ms", 1e-3 * micros);
  }

  /** Nothing outside of Java; 0 only where it is 0. */
  static String bytes(double bytes) {
    if (Double.isNaN(bytes)) {
      return "";
    }
    if (bytes == Math.rint(bytes) && bytes < 10_000) {
      return String.format(Locale.ROOT, "%.0f B", bytes);
    }
    return bytes < 10_000
        ? String.format(Locale.ROOT, "%.2f B", bytes)
        : String.format(Locale.ROOT, "%,.0f kB", 1e-3 * bytes);
  }

  /** For a terminal. */
  List<String> plain() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(title);
    lines.addAll(times.plain());
    lines.add("");
    lines.addAll(figures.plain());
    return lines;
  }

  /** For a page. */
  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("### " + title);
    lines.add("");
    lines.addAll(times.markdown());
    lines.add("");
    lines.addAll(figures.markdown());
    return lines;
  }
}
