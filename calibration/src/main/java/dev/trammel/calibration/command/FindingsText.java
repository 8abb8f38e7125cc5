package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.WholeReadings;
import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Findings;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.report.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found, for people and for programs. */
final class FindingsText {

  private FindingsText() {}

  /** A line for each parameter, and one for each judgement. */
  static List<String> lines(Findings findings, BenchRobot robot) {
    List<String> lines = new ArrayList<>();
    WholeReadings.note(robot).ifPresent(lines::add);
    findings
        .estimates()
        .forEach((parameter, estimate) -> lines.add(String.format(
            Locale.ROOT,
            "%-32s %12s  %s",
            parameter,
            estimate.identifiable() ? number(estimate, estimate.value()) : "–",
            detail(robot.unit(parameter), estimate))));
    findings
        .judgements()
        .forEach(judgement -> lines.add(String.format(
            Locale.ROOT,
            "%-17s %-26s %s",
            judgement.verdict(),
            judgement.subject(),
            judgement.reason())));
    long failed = count(findings, Verdict.FAIL);
    long unknown = count(findings, Verdict.NOT_IDENTIFIABLE);
    lines.add(count(findings, Verdict.PASS) + " passed, " + failed + " failed, " + unknown
        + " not identifiable");
    return lines;
  }

  private static String detail(String unit, Estimate estimate) {
    return estimate.identifiable()
        ? (unit + "  95 % in " + number(estimate, estimate.lower()) + " … "
                + number(estimate, estimate.upper())
                + estimate.source().premise().clause() + "  n " + estimate.samples() + "  "
                + estimate.method())
            .strip()
        : "not identifiable  " + estimate.method();
  }

  /** So that its interval shows. */
  private static String number(Estimate of, double value) {
    return Numbers.significant(value, Numbers.digits(of.value(), of.half()));
  }

  static long count(Findings findings, Verdict verdict) {
    return findings.judgements().stream()
        .filter(each -> each.verdict() == verdict)
        .count();
  }

  static Map<String, Object> toJson(Findings findings, BenchRobot robot) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", count(findings, Verdict.PASS));
    json.put("failed", count(findings, Verdict.FAIL));
    json.put("not_identifiable", count(findings, Verdict.NOT_IDENTIFIABLE));
    json.put(
        "judgements", findings.judgements().stream().map(FindingsText::json).toList());
    List<Object> estimates = new ArrayList<>();
    findings
        .estimates()
        .forEach((parameter, estimate) -> estimates.add(json(parameter, robot, estimate)));
    json.put("estimates", estimates);
    json.put("numbers", findings.numbers());
    return json;
  }

  private static Map<String, Object> json(Judgement judgement) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verdict", judgement.verdict().toString());
    json.put("subject", judgement.subject());
    json.put("reason", judgement.reason());
    return json;
  }

  private static Map<String, Object> json(
      Parameter parameter, BenchRobot robot, Estimate estimate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("part", parameter.part());
    json.put("quantity", parameter.quantity().key());
    json.put("unit", robot.unit(parameter));
    json.put("value", estimate.value());
    json.put("lower", estimate.lower());
    json.put("upper", estimate.upper());
    json.put("samples", estimate.samples());
    json.put("method", estimate.method());
    json.put("identifiable", estimate.identifiable());
    json.put("data_sha256", estimate.source().dataSha256());
    if (estimate.source().premise() != Premise.NONE) {
      json.put("holds_if", estimate.source().premise().text());
    }
    robot
        .known()
        .flatMap(known -> known.known(parameter.part(), parameter.quantity()))
        .ifPresent(was -> {
          json.put("value_before", was.value());
          json.put("lower_before", was.lower());
          json.put("upper_before", was.upper());
        });
    return json;
  }
}
