package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a procedure is going to do to a robot, as its rehearsal in the simulator had it. A builder;
 * not thread-safe.
 */
public final class Plan {

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

  private final BenchRobot robot;
  private final PlantSettings described;
  private final double share;
  private final MotionPeaks peaks;

  /** Of motions without any effort, from where the robot stands. */
  private final MotionPeaks letGo;

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, PlanGroup> groups = new LinkedHashMap<>();
  private final List<EpisodeStart> starts = new ArrayList<>();
  private boolean movesFromStarts;

  /** @param share of the limits that motions may use [-] */
  Plan(BenchRobot robot, double share) {
    this.robot = robot;
    described = robot.described();
    this.share = share;
    peaks = new MotionPeaks(robot);
    letGo = new MotionPeaks(robot);
  }

  /** A motion, as it went. */
  void add(Motion motion, Recording recording) {
    double seconds = add(motion.name(), true, recording);
    peaks.add(recording);
    if (motion.start().isEmpty() && isLetGo(recording)) {
      letGo.add(recording);
    }
    motion.start().ifPresent(starts::add);
    movesFromStarts |= motion.start().isPresent() && !isStill(motion);
    groups
        .computeIfAbsent(
            PlanGroup.kind(robot, motion.name()), kind -> new PlanGroup(robot, motion.name()))
        .add(seconds, recording);
  }

  private boolean isLetGo(Recording recording) {
    int actuators = described.actuators().size();
    return IntStream.range(0, recording.steps())
        .allMatch(t -> IntStream.range(0, actuators).allMatch(i -> recording.applied(t, i) == 0));
  }

  private static boolean isStill(Motion motion) {
    return motion.controller() instanceof LinearGaussianController linear && linear.givesNothing();
  }

  /** Sensors that are read with the actuators off. */
  void listen(String name, Recording recording) {
    add(name, false, recording);
  }

  private double add(String name, boolean moves, Recording recording) {
    double seconds = recording.time(recording.steps()) - recording.time(0);
    lines.add(new Line(name, seconds, moves, recording.end()));
    return seconds;
  }

  /** Of the motions that do not begin where the robot stands. */
  List<EpisodeStart> starts() {
    return List.copyOf(starts);
  }

  /** Whether one of them asks for any effort there. */
  boolean movesFromStarts() {
    return movesFromStarts;
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
        objections.add(
            letGo.rate(index) > allowed
                ? joint.name() + " swings by itself with up to " + number(letGo.rate(index))
                    + keeps(joint) + "; wait until it rests, or bring it to where it does"
                : joint.name() + " would move with " + number(peaks.rate(index)) + keeps(joint)
                    + "; choose a greater --share or a gentler motion");
      }
    }
    return objections;
  }

  private String keeps(Joint joint) {
    return ", must keep to " + number(share * joint.velocity())
        + (joint.type().rotates() ? " rad/s" : " m/s") + ", which is " + percent(share)
        + " of its limit";
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

  /** For people: what stands still in one line, and the motions by their kinds. */
  public List<String> text() {
    List<String> text = new ArrayList<>();
    List<Line> still = lines.stream().filter(line -> !line.moves()).toList();
    if (!still.isEmpty()) {
      text.add(String.format(
          Locale.ROOT,
          "  %-22s %10s %8.1f s  actuators off",
          "standing, read",
          still.size() == 1 ? "once" : still.size() + " times",
          still.stream().mapToDouble(Line::seconds).sum()));
    }
    groups.values().forEach(group -> text.add(group.text()));
    if (!starts.isEmpty()) {
      text.add("  " + (starts.size() == 1 ? "One motion begins" : starts.size() + " motions begin")
          + " at places of the description (starts): its own servo brings the robot there, at its own pace,"
          + " or hands, as its address says; that is no part of the other numbers");
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
        "  %-14s %s%24s %18s %18s %9s",
        "joint",
        starts.isEmpty() ? "" : String.format(Locale.ROOT, "%20s ", "starts [rad or m]"),
        "swept [rad or m]",
        "speed of limit",
        "effort of limit",
        "energy"));
    for (int i = 0; i < described.actuators().size(); i++) {
      int index = described.actuators().get(i).joint();
      double limit = robot.greatestEffort(i);
      rows.add(String.format(
          Locale.ROOT,
          "  %-14s %s%24s %18s %18s %7s J",
          joint(index).name(),
          starts.isEmpty() ? "" : String.format(Locale.ROOT, "%20s ", starts(index)),
          range(peaks.least(index), peaks.most(index)),
          number(peaks.rate(index)) + " of " + number(joint(index).velocity()),
          number(peaks.effort(index)) + " of " + number(limit),
          number(peaks.energy(index))));
    }
    return rows;
  }

  /** Where motions begin. */
  private String starts(int joint) {
    DoubleSummaryStatistics places = places(joint);
    return places.getMin() == places.getMax()
        ? number(places.getMin())
        : range(places.getMin(), places.getMax());
  }

  private DoubleSummaryStatistics places(int joint) {
    return starts.stream().mapToDouble(start -> start.positions()[joint]).summaryStatistics();
  }

  private static String range(double least, double most) {
    return number(least) + " … " + number(most);
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
    if (!starts.isEmpty()) {
      json.put("least_start", places(joint).getMin());
      json.put("greatest_start", places(joint).getMax());
    }
    json.put("least", peaks.least(joint));
    json.put("most", peaks.most(joint));
    json.put("speed", peaks.rate(joint));
    json.put("effort", peaks.effort(joint));
    json.put("energy", peaks.energy(joint));
    return json;
  }
}
