package dev.trammel.calibration.page;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.report.Fact;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** Parts that pages of runs and of calibrations share. */
final class Sections {

  private static final int DIGITS = 4;

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
          "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
      .withZone(ZoneOffset.UTC);

  private Sections() {}

  /** As people say it: {@code 22 November 2026, 10:57 UTC}. */
  static String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  static long count(List<Judgement> judgements, Verdict verdict) {
    return judgements.stream().filter(each -> each.verdict() == verdict).count();
  }

  /** What failed comes first; what is said of many things in the same words is said once. */
  static void verdicts(Report report, List<Judgement> judgements) {
    Map<Said, List<String>> subjects = new LinkedHashMap<>();
    judgements.stream()
        .sorted(Comparator.comparing(Judgement::verdict).reversed())
        .forEach(each -> subjects
            .computeIfAbsent(new Said(each.verdict(), each.reason()), said -> new ArrayList<>())
            .add(each.subject()));
    report
        .section("Verdicts")
        .table(new Table(
            List.of("verdict", "of", "why"),
            subjects.entrySet().stream()
                .map(each -> List.of(
                    each.getKey().word(),
                    String.join(", ", each.getValue()),
                    each.getKey().why()))
                .toList(),
            subjects.keySet().stream().map(said -> tone(said.verdict())).toList()));
  }

  private record Said(Verdict verdict, String why) {

    /** That no line breaks. */
    String word() {
      return verdict.toString().replace(' ', '\u00a0');
    }
  }

  private static Fact.Tone tone(Verdict verdict) {
    return switch (verdict) {
      case PASS -> Fact.Tone.GOOD;
      case NOT_IDENTIFIABLE -> Fact.Tone.NEUTRAL;
      case FAIL -> Fact.Tone.BAD;
    };
  }

  /**
   * Values and intervals, as plots and as a table.
   *
   * @param before what was known
   * @param unit of each parameter
   */
  static void parameters(
      Report report,
      SortedMap<Parameter, Estimate> estimates,
      Optional<Calibration> before,
      Function<Parameter, String> unit) {
    if (!estimates.isEmpty()) {
      report
          .section("Parameters")
          .text("Intervals cover the truth 95 times of 100 where the model holds."
              + (isGranted(estimates)
                  ? " Efforts and masses are told up to a common factor, which no interval holds:"
                      + " under \"holds if\" is what was taken for it."
                  : ""))
          .plots(EstimatePlots.of(estimates, before, unit))
          .table(table(estimates, before, unit));
    }
  }

  static Table table(
      SortedMap<Parameter, Estimate> estimates,
      Optional<Calibration> before,
      Function<Parameter, String> unit) {
    List<String> header =
        new ArrayList<>(List.of("parameter", "value", "unit", "95 % from", "to", "σ", "n"));
    before.ifPresent(known -> header.add("before"));
    boolean isGranted = isGranted(estimates);
    if (isGranted) {
      header.add("holds if");
    }
    header.add("method");
    List<List<String>> rows = new ArrayList<>();
    estimates.forEach((parameter, estimate) -> {
      List<String> row = new ArrayList<>(numbers(parameter, unit.apply(parameter), estimate));
      before.ifPresent(known -> row.add(before(parameter, known)));
      if (isGranted) {
        row.add(estimate.source().premise().text());
      }
      row.add(estimate.method());
      rows.add(row);
    });
    return new Table(header, rows);
  }

  private static boolean isGranted(Map<Parameter, Estimate> estimates) {
    return estimates.values().stream()
        .anyMatch(estimate -> estimate.source().premise() != Premise.NONE);
  }

  private static List<String> numbers(Parameter parameter, String unit, Estimate estimate) {
    boolean told = estimate.identifiable();
    double relative = 100 * estimate.relativeSigma();
    return List.of(
        parameter.toString(),
        told ? number(estimate, estimate.value()) : "not identifiable",
        unit,
        told ? number(estimate, estimate.lower()) : "–",
        told ? number(estimate, estimate.upper()) : "–",
        told && Double.isFinite(relative) ? Numbers.significant(relative, 2) + " %" : "–",
        String.valueOf(estimate.samples()));
  }

  private static String before(Parameter parameter, Calibration known) {
    return known
        .known(parameter.part(), parameter.quantity())
        .map(was -> number(was, was.value()) + " ± " + Numbers.significant(was.half(), 2))
        .orElse("–");
  }

  /** As people read a name whose end is its unit: {@code watchdog lease [s]}. */
  private static String words(String name) {
    return name.replaceFirst("_seconds$", " [s]")
        .replaceFirst("_rad$", " [rad]")
        .replace('_', ' ');
  }

  static void numbers(Report report, SortedMap<String, Double> numbers) {
    if (!numbers.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      numbers.forEach((name, value) -> rows.add(List.of(words(name), number(value))));
      report.section("Numbers").table(new Table(List.of("what", "is"), rows));
    }
  }

  /** So that its interval shows. */
  private static String number(Estimate of, double value) {
    return Numbers.significant(value, Numbers.digits(of.value(), of.half()));
  }

  private static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }
}
