package dev.trammel.controller.calibration;

import dev.trammel.controller.calibration.Calibration.Origin;
import dev.trammel.controller.calibration.Calibration.Subject;
import dev.trammel.controller.storage.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A calibration as JSON, a line for each estimate and judgement; the same value gives the same text. */
final class CalibrationText {

  private static final double PERCENT = 100;

  private CalibrationText() {}

  static String of(Calibration calibration) {
    StringBuilder out = new StringBuilder("{\n");
    head(calibration).forEach((key, value) -> line(key, value, out));
    for (Quantity.Of of : Quantity.Of.values()) {
      parts(of, calibration, out);
    }
    judgements(calibration.judgements(), out);
    return out.append("}\n").toString();
  }

  private static Map<String, @Nullable Object> head(Calibration calibration) {
    Map<String, @Nullable Object> head = new LinkedHashMap<>();
    head.put(Keys.SCHEMA, Keys.MAJOR + "." + Keys.MINOR);
    Subject subject = calibration.subject();
    head.put(Keys.DEVICE, subject.device());
    head.put(Keys.BOOT, subject.boot());
    head.put(Keys.FIRMWARE, subject.firmware());
    head.put(Keys.ROBOT, subject.robot().sha256());
    head.put(Keys.SLIDING, List.copyOf(subject.robot().sliding()));
    head.put(Keys.PERIOD, subject.period());
    head.put(Keys.CONDITIONS, subject.conditions());
    Origin origin = calibration.origin();
    head.put(Keys.MADE, origin.made().toString());
    head.put(Keys.SOFTWARE, origin.software());
    head.put(Keys.COMMAND, origin.command());
    head.put(Keys.SEED, origin.seed());
    head.put(Keys.PARENT, calibration.parent().orElse(null));
    return head;
  }

  private static void parts(Quantity.Of of, Calibration calibration, StringBuilder out) {
    Map<String, List<String>> parts = new TreeMap<>();
    calibration.estimates().forEach((parameter, estimate) -> {
      if (parameter.quantity().of() == of) {
        String unit = calibration.subject().robot().unit(parameter);
        String text =
            Json.write(parameter.quantity().key()) + ": " + Json.write(estimate(unit, estimate));
        parts.computeIfAbsent(parameter.part(), part -> new ArrayList<>()).add(text);
      }
    });
    List<String> texts = new ArrayList<>();
    parts.forEach((part, lines) -> texts.add(
        "    " + Json.write(part) + ": {\n      " + String.join(",\n      ", lines) + "\n    }"));
    out.append("  ").append(Json.write(Keys.of(of))).append(": {");
    out.append(texts.isEmpty() ? "" : "\n" + String.join(",\n", texts) + "\n  ").append("},\n");
  }

  private static Map<String, Object> estimate(String unit, Estimate estimate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(Keys.VALUE, estimate.value());
    json.put(Keys.INTERVAL, List.of(estimate.lower(), estimate.upper()));
    // not finite where the value is 0: JSON has null for that
    json.put(Keys.SIGMA, PERCENT * estimate.relativeSigma());
    json.put(Keys.UNIT, unit);
    json.put(Keys.SAMPLES, estimate.samples());
    json.put(Keys.METHOD, estimate.method());
    json.put(Keys.IDENTIFIABLE, estimate.identifiable());
    json.put(Keys.QUESTION, estimate.source().question());
    json.put(Keys.DOUBTED, estimate.source().doubted());
    json.put(Keys.DATA, estimate.source().dataSha256());
    if (estimate.source().premise() != Premise.NONE) {
      json.put(Keys.PREMISE, estimate.source().premise().text());
    }
    return json;
  }

  private static void judgements(List<KeptJudgement> judgements, StringBuilder out) {
    List<String> lines = new ArrayList<>();
    for (KeptJudgement kept : judgements) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put(Keys.QUESTION, kept.question());
      json.put(Keys.JOINT, kept.joint().orElse(null));
      json.put(Keys.VERDICT, kept.said().verdict().toString());
      json.put(Keys.SUBJECT, kept.said().subject());
      json.put(Keys.REASON, kept.said().reason());
      lines.add("    " + Json.write(json));
    }
    out.append("  ").append(Json.write(Keys.JUDGEMENTS)).append(": [");
    out.append(lines.isEmpty() ? "" : "\n" + String.join(",\n", lines) + "\n  ").append("]\n");
  }

  private static void line(String key, @Nullable Object value, StringBuilder out) {
    out.append("  ")
        .append(Json.write(key))
        .append(": ")
        .append(Json.write(value))
        .append(",\n");
  }
}
