package dev.trammel.calibration.page;

import dev.trammel.calibration.bench.RunRecord;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.report.Fact;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * What was found at the bench, as one HTML file to show to others. The same data makes the same
 * bytes: nothing in it tells when or where the page was made.
 */
public final class BenchPage {

  private static final int DIGITS = 4;

  private BenchPage() {}

  /**
   * Of one run.
   *
   * @param before what was known when it began
   * @param dataSha256 of its raw data
   */
  public static String of(
      BenchRobot robot,
      RunRecord record,
      Findings findings,
      Optional<CalibrationFile> before,
      String dataSha256) {
    Nameplate nameplate = record.nameplate();
    Report report =
        new Report(nameplate.device() + ": " + record.command(), "At the bench, " + record.made());
    report.facts(facts(findings.judgements(), nameplate));
    judgements(report, findings.judgements());
    estimates(report, findings.estimates(), before.map(CalibrationFile::calibration), robot::unit);
    if (!findings.figures().isEmpty()) {
      report.section("Measurements").plots(findings.figures());
    }
    numbers(report, findings.numbers());
    report.section("How it was found");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("command", "trammel " + String.join(" ", record.arguments())));
    rows.add(List.of(
        "robot",
        nameplate.device() + ", boot " + nameplate.boot() + ", firmware " + nameplate.firmware()
            + (nameplate.emulated() ? ", emulated" : "")));
    rows.add(List.of("calibration that it works by", nameplate.calibration()));
    rows.add(List.of("calibration before", before.map(CalibrationFile::sha256).orElse("none")));
    record.conditions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> rows.add(List.of("condition " + each.getKey(), each.getValue())));
    rows.add(List.of("Trammel", record.software()));
    rows.add(List.of("SHA-256 of the raw data", dataSha256));
    report.table(new Table(List.of("what", "is"), rows));
    return report.html();
  }

  /**
   * Of a whole calibration.
   *
   * @param before the one that it goes on from
   */
  public static String of(CalibrationFile file, Optional<CalibrationFile> before) {
    Calibration calibration = file.calibration();
    Calibration.Subject subject = calibration.subject();
    Report report = new Report(
        subject.device() + ": calibration " + file.shortHash(),
        "Made " + calibration.origin().made() + " by " + calibration.origin().command());
    judgements(report, calibration.judgements());
    estimates(
        report,
        calibration.estimates(),
        before.map(CalibrationFile::calibration),
        subject.robot()::unit);
    report.section("Which one it is");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SHA-256", file.sha256()));
    rows.add(List.of("goes on from", calibration.parent().orElse("none")));
    rows.add(List.of(
        "robot",
        subject.device() + ", boot " + subject.boot() + ", firmware " + subject.firmware()));
    rows.add(List.of("description of the robot", subject.robot().sha256()));
    subject.conditions().forEach((name, value) -> rows.add(List.of("condition " + name, value)));
    rows.add(List.of("Trammel", calibration.origin().software()));
    report.table(new Table(List.of("what", "is"), rows));
    return report.html();
  }

  private static List<Fact> facts(List<Judgement> judgements, Nameplate nameplate) {
    long failed = count(judgements, Verdict.FAIL);
    long unknown = count(judgements, Verdict.NOT_IDENTIFIABLE);
    return List.of(
        Fact.of("robot", nameplate.device(), nameplate.emulated() ? "emulated" : ""),
        new Fact(
            "verdict",
            failed > 0 ? "fail" : unknown > 0 ? "not all is known" : "pass",
            judgements.size() + " judgements",
            failed > 0 ? Fact.Tone.BAD : unknown > 0 ? Fact.Tone.NEUTRAL : Fact.Tone.GOOD),
        Fact.of("passed", String.valueOf(count(judgements, Verdict.PASS))),
        Fact.of("failed", String.valueOf(failed)),
        Fact.of("not identifiable", String.valueOf(unknown)));
  }

  private static long count(List<Judgement> judgements, Verdict verdict) {
    return judgements.stream().filter(each -> each.verdict() == verdict).count();
  }

  private static void judgements(Report report, List<Judgement> judgements) {
    List<List<String>> rows = judgements.stream()
        .map(each -> List.of(each.verdict().toString(), each.subject(), each.reason()))
        .toList();
    report.section("Judgements").table(new Table(List.of("verdict", "of", "why"), rows));
  }

  private static void estimates(
      Report report,
      SortedMap<Parameter, Estimate> estimates,
      Optional<Calibration> before,
      Function<Parameter, String> unit) {
    if (estimates.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    estimates.forEach(
        (parameter, estimate) -> rows.add(row(parameter, unit.apply(parameter), estimate, before)));
    report
        .section("Parameters")
        .text("Intervals cover the truth 95 times of 100 where the model holds.")
        .table(new Table(
            List.of(
                "parameter", "value", "unit", "95 % from", "to", "σ %", "n", "before", "method"),
            rows))
        .plots(EstimatePlots.of(estimates, before, unit));
  }

  private static List<String> row(
      Parameter parameter, String unit, Estimate estimate, Optional<Calibration> before) {
    boolean told = estimate.identifiable();
    return List.of(
        parameter.toString(),
        told ? number(estimate.value()) : "not identifiable",
        unit,
        told ? number(estimate.lower()) : "–",
        told ? number(estimate.upper()) : "–",
        told ? Numbers.significant(100 * estimate.relativeSigma(), 2) : "–",
        String.valueOf(estimate.samples()),
        before
            .flatMap(known -> known.known(parameter.part(), parameter.quantity()))
            .map(known -> number(known.value()))
            .orElse("–"),
        estimate.method());
  }

  private static void numbers(Report report, SortedMap<String, Double> numbers) {
    if (!numbers.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      numbers.forEach((name, value) -> rows.add(List.of(name.replace('_', ' '), number(value))));
      report.section("Numbers").table(new Table(List.of("what", "is"), rows));
    }
  }

  private static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }
}
