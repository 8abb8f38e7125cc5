package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.ActuatorSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Motions of one kind in a plan: repeats, and the same of other joints. Mutable: it grows. */
final class PlanGroup {

  private static final int DIGITS = 2;

  private final BenchRobot robot;
  private final MotionPeaks peaks;
  private final String kind;
  private final String first;
  private int count;
  private double seconds;
  private final Map<String, Integer> ends = new LinkedHashMap<>();

  /** @param first name of the first one of it */
  PlanGroup(BenchRobot robot, String first) {
    this.robot = robot;
    this.first = first;
    kind = kind(robot, first);
    peaks = new MotionPeaks(robot);
  }

  /** What is alike in the names of motions of one kind: what stands before joints and numbers. */
  static String kind(BenchRobot robot, String name) {
    String kind = name;
    for (int i = 0; i < robot.joints(); i++) {
      int at = kind.indexOf("-" + robot.joint(i).name());
      kind = at > 0 ? kind.substring(0, at) : kind;
    }
    kind = kind.replaceFirst("-?[0-9].*", "");
    return kind.isEmpty() ? name : kind;
  }

  void add(double takes, Recording recording) {
    count++;
    seconds += takes;
    peaks.add(recording);
    if (!recording.isWhole()) {
      ends.merge(recording.end(), 1, Integer::sum);
    }
  }

  /** For people, in one line. */
  String text() {
    String many = count == 1 ? "once" : count + " times";
    return String.format(
            Locale.ROOT,
            "  %-22s %10s %8.1f s  up to %s, %s, over %s",
            count == 1 ? first : kind,
            many,
            seconds,
            effort(),
            speed(),
            way())
        + ends();
  }

  private String ends() {
    StringBuilder text = new StringBuilder();
    ends.forEach((end, broken) -> {
      String which = count == 1 ? "" : broken == count ? "all " : broken + " of them ";
      text.append(", ").append(which).append(broken == 1 ? "ends" : "end").append(" where ");
      text.append(MotionEnd.words(end));
    });
    return text.toString();
  }

  private String effort() {
    int joint = greatest(i -> peaks.effort(i) / limit(i));
    return number(peaks.effort(joint))
        + (rotates(joint) ? " N·m" : " N")
        + share(peaks.effort(joint), limit(joint), joint);
  }

  private String speed() {
    int joint = greatest(i -> peaks.rate(i) / (fastest(i) > 0 ? fastest(i) : 1));
    return number(peaks.rate(joint))
        + (rotates(joint) ? " rad/s" : " m/s")
        + share(peaks.rate(joint), fastest(joint), joint);
  }

  private String way() {
    int joint = greatest(this::way);
    return number(way(joint)) + (rotates(joint) ? " rad" : " m") + of(joint);
  }

  private double way(int joint) {
    return peaks.most(joint) - peaks.least(joint);
  }

  /** Of the joints with an actuator. */
  private int greatest(IntToDoubleFunction size) {
    int best = robot.described().actuators().get(0).joint();
    for (ActuatorSettings actuator : robot.described().actuators()) {
      best =
          size.applyAsDouble(actuator.joint()) > size.applyAsDouble(best) ? actuator.joint() : best;
    }
    return best;
  }

  private double limit(int joint) {
    return robot.greatestEffort(robot.actuator(joint));
  }

  private double fastest(int joint) {
    Joint is = robot.joint(joint);
    return Double.isFinite(is.velocity()) ? is.velocity() : 0;
  }

  private boolean rotates(int joint) {
    return robot.joint(joint).type().rotates();
  }

  private String share(double value, double limit, int joint) {
    return limit > 0
        ? " (" + Numbers.significant(100 * value / limit, DIGITS) + " %"
            + (isAlone() ? "" : " of " + robot.joint(joint).name() + "'s") + ")"
        : of(joint);
  }

  private String of(int joint) {
    return isAlone() ? "" : " (" + robot.joint(joint).name() + ")";
  }

  private boolean isAlone() {
    return robot.described().actuators().size() == 1;
  }

  private static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }
}
