package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.report.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is otherwise in one calibration than in another, parameter by parameter. Immutable. */
final class CalibrationDifference {

  private static final int DIGITS = 4;

  private final CalibrationFile before;
  private final CalibrationFile after;
  private final List<Change> changes;

  private CalibrationDifference(
      CalibrationFile before, CalibrationFile after, List<Change> changes) {
    this.before = before;
    this.after = after;
    this.changes = List.copyOf(changes);
  }

  static CalibrationDifference between(CalibrationFile before, CalibrationFile after) {
    Calibration old = before.calibration();
    Calibration found = after.calibration();
    Set<Parameter> parameters = new TreeSet<>(old.estimates().keySet());
    parameters.addAll(found.estimates().keySet());
    List<Change> changes = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Optional<Estimate> was = old.known(parameter.part(), parameter.quantity());
      Optional<Estimate> is = found.known(parameter.part(), parameter.quantity());
      // what neither could tell is no difference
      if (was.isPresent() || is.isPresent()) {
        changes.add(new Change(parameter, was, is));
      }
    }
    changes.sort(Change.ORDER);
    return new CalibrationDifference(before, after, changes);
  }

  List<Change> changes() {
    return changes;
  }

  /** For people: what changed first, then the rest. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("from " + said(before) + " to " + said(after));
    if (!before
        .calibration()
        .subject()
        .robot()
        .equals(after.calibration().subject().robot())) {
      lines.add("they are of different descriptions of the robot");
    }
    lines.add(row("", "", "before", "after", "in σ", "in thresholds"));
    for (Change change : changes) {
      boolean both = change.before().isPresent() && change.after().isPresent();
      lines.add(row(
          change.kind().toString(),
          change.parameter() + unit(change.parameter()),
          value(change.before()),
          value(change.after()),
          both ? Numbers.significant(change.sigmas(), 2) : "",
          both ? Numbers.significant(change.thresholds(), 2) : ""));
    }
    lines.add(counts());
    return lines;
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-17s %-34s %26s %26s %8s %14s", (Object[]) cells)
        .stripTrailing();
  }

  private String unit(Parameter parameter) {
    String unit = after.calibration().subject().robot().unit(parameter);
    return unit.isEmpty() ? "" : " [" + unit + "]";
  }

  private static String value(Optional<Estimate> estimate) {
    return estimate
        .map(known -> Numbers.significant(known.value(), DIGITS) + " ± "
            + Numbers.significant((known.upper() - known.lower()) / 2, 2))
        .orElse("–");
  }

  private static String said(CalibrationFile file) {
    return file.path().getFileName() + " (" + file.calibration().origin().command() + ")";
  }

  private String counts() {
    Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);
    changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((kind, count) -> words.add(count + " " + kind));
    return words.isEmpty() ? "nothing is known by either" : String.join(", ", words);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("before", before.sha256());
    json.put("after", after.sha256());
    json.put(
        "same_robot",
        before
            .calibration()
            .subject()
            .robot()
            .equals(after.calibration().subject().robot()));
    json.put("changes", changes.stream().map(Change::toJson).toList());
    return json;
  }
}
