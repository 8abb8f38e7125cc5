package dev.trammel.calibration.study;

import dev.trammel.calibration.fit.StudentT;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How far the estimates of many robots were from the truth, a line for each quantity. */
final class StudyTable {

  private static final int DIGITS = 3;
  private static final double MOST = 0.95;

  /** Half an interval of five motions whose σ is a tenth of the value: what is essential of a sum. */
  private static final double ESSENTIAL = 0.1 * StudentT.deviations(4);

  private final Map<String, Map<Kind, List<Score>>> scores = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> verdicts = new LinkedHashMap<>();

  /** What stands in one line: errors in rad and in m are not of one kind. */
  private record Kind(Quantity quantity, String unit) implements Comparable<Kind> {

    @Override
    public int compareTo(Kind other) {
      int order = quantity.compareTo(other.quantity);
      return order == 0 ? unit.compareTo(other.unit) : order;
    }
  }

  /** Takes one answer in. */
  void add(Asked asked, Truth truth) {
    asked.findings().ifPresent(findings -> {
      if (findings.get("estimates") instanceof List<?> estimates) {
        estimates.forEach(each -> add(asked.command(), (Map<?, ?>) each, truth));
      }
    });
    count(asked.command(), asked.findings().isEmpty() ? "no findings" : verdict(asked.exit()));
  }

  private static String verdict(int exit) {
    return exit == 0 ? "pass" : "fail";
  }

  private void count(String command, String verdict) {
    verdicts.computeIfAbsent(command, c -> new LinkedHashMap<>()).merge(verdict, 1, Integer::sum);
  }

  private void add(String command, Map<?, ?> estimate, Truth truth) {
    Score.of(estimate, truth)
        .ifPresent(score -> scores
            .computeIfAbsent(command, c -> new TreeMap<>())
            .computeIfAbsent(new Kind(score.quantity(), score.unit()), kind -> new ArrayList<>())
            .add(score));
  }

  /** In Markdown. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| command | quantity | parameters | known | error, median | p95 | worst | covered |");
    lines.add("|---|---|---:|---:|---:|---:|---:|---:|");
    scores.forEach((command, kinds) -> kinds.forEach((kind, all) -> {
      lines.add(line(command, kind.quantity().key(), all));
      if (kind.quantity() == Quantity.BASE) {
        lines.add(line(
            command,
            "base, σ below 10 %",
            all.stream().filter(score -> score.reach() < ESSENTIAL).toList()));
      }
    }));
    verdicts.forEach((command, counts) -> lines.add(command + ": " + counts));
    return lines;
  }

  private static String line(String command, String what, List<Score> all) {
    List<Score> known = all.stream().filter(Score::isIdentified).toList();
    double[] errors = known.stream().mapToDouble(Score::error).sorted().toArray();
    long covered = known.stream().filter(Score::isCovered).count();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %d | %s | %s | %s | %s |",
        command,
        what,
        all.size(),
        known.size(),
        error(known, errors, 0.5),
        error(known, errors, MOST),
        error(known, errors, 1),
        known.isEmpty() ? "–" : Math.round(100.0 * covered / known.size()) + " %");
  }

  private static String error(List<Score> known, double[] ascending, double share) {
    if (known.isEmpty()) {
      return "–";
    }
    Quantity quantity = known.get(0).quantity();
    double error = ascending[(int) Math.ceil(share * ascending.length) - 1];
    return Score.isAbsolute(quantity)
        ? (Numbers.significant(error, DIGITS) + " " + known.get(0).unit()).strip()
        : Numbers.significant(100 * error, DIGITS) + " %";
  }
}
