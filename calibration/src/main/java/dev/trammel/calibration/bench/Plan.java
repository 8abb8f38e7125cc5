package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a procedure is going to do to a robot, as its rehearsal in the simulator had it. A builder;
 * not thread-safe.
 */
public final class Plan {

  /** More motions than these are not listed one by one. */
  private static final int MOST_LISTED = 12;

  /** By so much a motion may be faster than its share, where it swings past its reference. */
  private static final double OVERSHOOT = 1.25;

  private static final int DIGITS = 3;

  /**
   * One motion.
   *
   * @param seconds it takes
   * @param moves whether the actuators are on
   */
  private record Line(String name, double seconds, boolean moves, String end) {}

  private final PlantSettings described;
  private final double share;
  private final MotionPeaks peaks;
  private final List<Line> lines = new ArrayList<>();

  /** @param share of the limits that motions may use [-] */
  Plan(PlantSettings described, double share) {
    this.described = described;
    this.share = share;
    peaks = new MotionPeaks(described);
  }

  void add(String name, boolean moves, Recording recording) {
    double seconds = recording.time(recording.steps()) - recording.time(0);
    lines.add(new Line(name, seconds, moves, recording.end()));
    if (moves) {
      peaks.add(recording);
    }
  }

  /** Whether anything moves. */
  public boolean moves() {
    return lines.stream().anyMatch(Line::moves);
  }

  /** For how long the sensors are read and the joints are moved [s]. */
  public double seconds() {
    return lines.stream().mapToDouble(Line::seconds).sum();
  }

  /** What is wrong with it; nothing where it may be shown to a person. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    for (int i = 0; i < described.actuators().size(); i++) {
      int index = described.actuators().get(i).joint();
      Joint joint = joint(index);
      double allowed = OVERSHOOT * share * joint.velocity();
      if (joint.velocity() > 0 && peaks.rate(index) > allowed) {
        objections.add(joint.name() + " would move with " + number(peaks.rate(index))
            + ", must keep to " + number(share * joint.velocity()) + " rad/s or m/s, which is "
            + percent(share) + " of its limit; choose a greater --share or a gentler motion");
      }
    }
    return objections;
  }

  /** For people, in one line. */
  public String summary() {
    if (moves()) {
      return String.format(
          Locale.ROOT,
          "%.1f s, within %s of its limits, as the simulator has it",
          seconds(),
          percent(share));
    }
    return lines.isEmpty()
        ? "nothing moves"
        : String.format(Locale.ROOT, "%.1f s, in which nothing moves", seconds());
  }

  /** For people. */
  public List<String> text() {
    List<String> text = new ArrayList<>();
    int shown = lines.size() <= MOST_LISTED ? lines.size() : MOST_LISTED - 1;
    for (Line line : lines.subList(0, shown)) {
      text.add(String.format(
          Locale.ROOT,
          "  %-28s %8.1f s%s%s",
          line.name(),
          line.seconds(),
          line.moves() ? "" : "  actuators off",
          line.end().equals(Recording.WHOLE) ? "" : "  ends where " + MotionEnd.words(line.end())));
    }
    if (shown < lines.size()) {
      double rest =
          lines.subList(shown, lines.size()).stream().mapToDouble(Line::seconds).sum();
      text.add(
          String.format(Locale.ROOT, "  and %d more %17s %8.1f s", lines.size() - shown, "", rest));
    }
    if (moves()) {
      text.addAll(table());
    }
    return text;
  }

  private List<String> table() {
    List<String> rows = new ArrayList<>();
    rows.add(String.format(
        Locale.ROOT,
        "  %-14s %24s %18s %18s %9s",
        "joint",
        "swept [rad or m]",
        "speed of limit",
        "effort of limit",
        "energy"));
    for (int i = 0; i < described.actuators().size(); i++) {
      int index = described.actuators().get(i).joint();
      double limit = described.actuators().get(i).limit();
      rows.add(String.format(
          Locale.ROOT,
          "  %-14s %24s %18s %18s %7s J",
          joint(index).name(),
          number(peaks.least(index)) + " … " + number(peaks.most(index)),
          number(peaks.rate(index)) + " of " + number(joint(index).velocity()),
          number(peaks.effort(index)) + " of " + number(limit),
          number(peaks.energy(index))));
    }
    return rows;
  }

  private Joint joint(int index) {
    return described.robot().bodies().get(index).joint();
  }

  private static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }

  /** For people. */
  public static String percent(double share) {
    return Numbers.significant(100 * share, DIGITS) + " %";
  }

  /** For programs. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seconds", seconds());
    json.put("moves", moves());
    json.put("share", share);
    json.put("motions", lines.stream().map(Plan::json).toList());
    List<Object> joints = new ArrayList<>();
    for (int i = 0; i < described.actuators().size(); i++) {
      joints.add(jointJson(described.actuators().get(i).joint()));
    }
    json.put("joints", joints);
    return json;
  }

  private static Map<String, Object> json(Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", line.name());
    json.put("seconds", line.seconds());
    json.put("moves", line.moves());
    json.put("end", line.end());
    return json;
  }

  private Map<String, Object> jointJson(int joint) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("joint", joint(joint).name());
    json.put("least", peaks.least(joint));
    json.put("most", peaks.most(joint));
    json.put("speed", peaks.rate(joint));
    json.put("effort", peaks.effort(joint));
    json.put("energy", peaks.energy(joint));
    return json;
  }
}
