package dev.trammel.calibration.page;

import dev.trammel.calibration.bench.KeptFile;
import dev.trammel.calibration.bench.MotionEnd;
import dev.trammel.calibration.bench.MotionPeaks;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Table;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What was planned, what was reached, and how some of the motions went. */
final class MotionSection {

  /** Kinds of motions that are shown; of each the longest. */
  private static final int SHOWN = 6;

  private static final int DIGITS = 3;

  private final AnsweredRun run;
  private final PlantSpec spec;

  MotionSection(AnsweredRun run) {
    this.run = run;
    spec = run.record().nameplate().spec();
  }

  void addTo(Report report) {
    if (run.kept().stream().noneMatch(file -> file.recording().isPresent())) {
      return;
    }
    report.section("What moved");
    plan(report);
    List<KeptFile> shown = shown();
    // a silence is ended by the robot's watchdog, and little of it moves
    double longest = shown.stream()
        .filter(file -> file.recording().filter(Recording::isWhole).isPresent())
        .mapToDouble(MotionSection::duration)
        .max()
        .orElse(0);
    for (KeptFile file : shown) {
      Recording recording = file.recording().orElseThrow();
      report.folded(
          file.name() + summary(recording),
          duration(recording) == longest,
          part -> part.plots(TimePlots.of(spec, recording)));
    }
    report.folded("All that was recorded", false, part -> part.table(files(run.kept())));
  }

  private static String summary(Recording recording) {
    return String.format(Locale.ROOT, ", %.1f s", duration(recording))
        + (recording.isWhole() ? "" : ", ended where " + MotionEnd.words(recording.end()));
  }

  private static double duration(Recording recording) {
    return recording.time(recording.steps()) - recording.time(0);
  }

  private void plan(Report report) {
    Map<String, Object> plan = run.record().plan();
    if (plan.get("joints") instanceof List<?> joints
        && plan.get("seconds") instanceof Number seconds
        && plan.get("share") instanceof Number share
        && Boolean.TRUE.equals(plan.get("moves"))) {
      report.text(String.format(
          Locale.ROOT,
          "Planned in the simulator: %.1f s of motions within %s %% of the limits of effort and speed."
              + " Beside each number of the plan is what the robot came to.",
          seconds.doubleValue(),
          Numbers.significant(100 * share.doubleValue(), DIGITS)));
      report.table(peaks(joints));
    } else {
      report.text("Nothing was planned to move.");
    }
  }

  /** Plan against what was reached, a row for each joint. */
  private Table peaks(List<?> planned) {
    PlantSettings described = run.robot().described();
    MotionPeaks reached = new MotionPeaks(run.robot());
    run.kept().forEach(file -> file.recording().ifPresent(reached::add));
    List<List<String>> rows = new ArrayList<>();
    for (ActuatorSettings actuator : described.actuators()) {
      int joint = actuator.joint();
      String name = run.robot().joint(joint).name();
      Optional<Map<?, ?>> line = planned.stream()
          .filter(Map.class::isInstance)
          .<Map<?, ?>>map(each -> (Map<?, ?>) each)
          .filter(each -> name.equals(each.get("joint")))
          .findFirst();
      double speed = run.robot().joint(joint).velocity();
      rows.add(List.of(
          name,
          range(number(line, "least"), number(line, "most")),
          range(reached.least(joint), reached.most(joint)),
          told(number(line, "speed")),
          told(reached.rate(joint)),
          speed > 0 ? told(speed) : "–",
          told(number(line, "effort")),
          told(reached.effort(joint)),
          told(run.robot().greatestEffort(run.robot().actuator(joint)))));
    }
    return new Table(
        List.of(
            "joint",
            "swept, planned [" + unit("rad", "m") + "]",
            "reached",
            "speed, planned [" + unit("rad/s", "m/s") + "]",
            "reached",
            "limit",
            "effort, planned [" + unit("N·m", "N") + "]",
            "reached",
            "limit"),
        rows);
  }

  /** Of what turns, of what slides, or either. */
  private String unit(String turning, String sliding) {
    List<Boolean> rotates = run.robot().described().actuators().stream()
        .map(actuator -> run.robot().joint(actuator.joint()).type().rotates())
        .distinct()
        .toList();
    return rotates.size() == 1 ? rotates.get(0) ? turning : sliding : turning + " or " + sliding;
  }

  private static double number(Optional<Map<?, ?>> line, String key) {
    return line.map(each -> each.get(key))
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).doubleValue())
        .orElse(Double.NaN);
  }

  private static String range(double least, double most) {
    return told(least) + " … " + told(most);
  }

  private static String told(double value) {
    return Numbers.significant(value, DIGITS);
  }

  /** Of the kinds that took longest, the longest of each, in the order of time. */
  private List<KeptFile> shown() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    Map<String, KeptFile> longest = new LinkedHashMap<>();
    boolean anyDriven = run.kept().stream().anyMatch(this::isDriven);
    for (KeptFile file : run.kept()) {
      // rests between motions show nothing, but where nothing else was asked for
      boolean counts = !anyDriven || isDriven(file);
      file.recording().filter(recording -> counts && recording.steps() > 1).ifPresent(recording -> {
        seconds.merge(kind(file), duration(recording), Double::sum);
        longest.merge(
            kind(file), file, (one, other) -> duration(other) > duration(one) ? other : one);
      });
    }
    List<String> kinds = seconds.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SHOWN)
        .map(Map.Entry::getKey)
        .toList();
    return kinds.stream()
        .flatMap(kind -> Optional.ofNullable(longest.get(kind)).stream())
        .sorted(Comparator.comparing(KeptFile::name))
        .toList();
  }

  /** Whether an actuator did anything. */
  private boolean isDriven(KeptFile file) {
    return file.recording()
        .filter(recording -> IntStream.range(0, recording.steps())
            .anyMatch(t -> IntStream.range(0, spec.actuators().size())
                .anyMatch(i -> recording.applied(t, i) != 0)))
        .isPresent();
  }

  private static double duration(KeptFile file) {
    return file.recording().map(MotionSection::duration).orElse(0.0);
  }

  /** Repeats, and the same of another joint, are of one kind. */
  private static String kind(KeptFile file) {
    return file.name().replaceAll("\\d+", "#");
  }

  static Table files(List<KeptFile> kept) {
    return new Table(
        List.of("file", "seconds", "readings", "end"),
        kept.stream().map(MotionSection::row).toList());
  }

  private static List<String> row(KeptFile file) {
    return file.recording()
        .map(recording -> List.of(
            file.name(),
            String.format(Locale.ROOT, "%.2f", duration(recording)),
            String.valueOf(recording.steps() + 1),
            recording.end()))
        .orElse(List.of(file.name(), "–", "–", "–"));
  }
}
