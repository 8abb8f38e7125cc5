package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Premise;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.task.CalibrationInForce;
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

  private final Compared before;
  private final Compared after;
  private final List<Change> changes;

  private CalibrationDifference(Compared before, Compared after, List<Change> changes) {
    this.before = before;
    this.after = after;
    this.changes = List.copyOf(changes);
  }

  static CalibrationDifference between(CalibrationFile before, CalibrationFile after) {
    return between(Compared.of(before), after);
  }

  static CalibrationDifference between(Compared before, CalibrationFile file) {
    Compared after = Compared.of(file);
    boolean isCalibration = !before.sha256().equals(CalibrationInForce.NONE);
    Set<Parameter> parameters = new TreeSet<>(after.known().keySet());
    if (isCalibration) {
      // a description knows everything; what was not found is no news of it
      parameters.addAll(before.known().keySet());
    }
    List<Change> changes = new ArrayList<>();
    for (Parameter parameter : parameters) {
      changes.add(new Change(
          parameter,
          Optional.ofNullable(before.known().get(parameter)),
          Optional.ofNullable(after.known().get(parameter))));
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
    lines.add("from " + before.name() + " to " + after.name());
    if (!before.robot().equals(after.robot())) {
      lines.add("they are of different descriptions of the robot");
    }
    lines.add(row("", "parameter", "before", "after", "change [σ]", "[thresholds]"));
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
    lines.addAll(premises());
    return lines;
  }

  /** A line for each thing that numbers of the new one take for granted. */
  private List<String> premises() {
    Map<Premise, Integer> numbers = new EnumMap<>(Premise.class);
    after
        .known()
        .values()
        .forEach(known -> numbers.merge(known.source().premise(), 1, Integer::sum));
    numbers.remove(Premise.NONE);
    List<String> lines = new ArrayList<>();
    numbers.forEach((premise, count) -> lines.add(count + " of the numbers of " + after.name()
        + " hold if " + premise.text() + ": efforts and masses are told up to a common factor"));
    return lines;
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-17s %-34s %26s %26s %11s %13s", (Object[]) cells)
        .stripTrailing();
  }

  private String unit(Parameter parameter) {
    String unit = after.robot().unit(parameter);
    return unit.isEmpty() ? "" : " [" + unit + "]";
  }

  private static String value(Optional<Estimate> estimate) {
    return estimate.map(CalibrationDifference::value).orElse("–");
  }

  /** What is described has no interval. */
  private static String value(Estimate known) {
    String value = Numbers.significant(known.value(), Numbers.digits(known.value(), known.half()));
    return known.half() > 0 ? value + " ± " + Numbers.significant(known.half(), 2) : value;
  }

  private String counts() {
    Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);
    changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((kind, count) -> words.add(count + " " + kind));
    return words.isEmpty() ? "no number is known by either" : String.join(", ", words);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("before", before.sha256());
    json.put("after", after.sha256());
    json.put("same_robot", before.robot().equals(after.robot()));
    json.put("changes", changes.stream().map(Change::toJson).toList());
    return json;
  }
}
