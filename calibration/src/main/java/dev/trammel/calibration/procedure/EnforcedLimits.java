package dev.trammel.calibration.procedure;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.StateLayout;
import java.util.Optional;

/**
 * How far a robot itself lets a joint go, beside the end stops that its description has. A little
 * beyond them is right: only then can the joint meet them, which tells what its encoder reads. Much
 * beyond them a mistake would run it into them with its whole effort.
 *
 * @param lower where the robot stops the joint, by what is known of its encoder [rad or m]
 * @param upper the same at the other end [rad or m]
 * @param described bounds of the joint
 */
record EnforcedLimits(double lower, double upper, Joint described) {

  /** Part of its range by which a robot may let a joint go beyond the end stops, on each side. */
  static final double MOST_BEYOND = 0.1;

  /** By so much it should, for its end stops to be met. */
  private static final double TO_MEET_STOPS = 0.05;

  /** Beyond by less is rounding [rad or m]. */
  private static final double ROUNDING = 1e-6;

  private static final int DIGITS = 4;

  /** Of a joint; nothing where no sensor tells its position. */
  static Optional<EnforcedLimits> of(BenchRobot robot, int joint) {
    int sensor = robot.described().layout().position(joint);
    if (sensor == StateLayout.ABSENT) {
      return Optional.empty();
    }
    Channel enforced = robot.nameplate().spec().sensors().get(sensor);
    ReadingMap map = ReadingMap.of(robot);
    double one = map.position(joint, enforced.lower());
    double other = map.position(joint, enforced.upper());
    return Optional.of(
        new EnforcedLimits(Math.min(one, other), Math.max(one, other), robot.joint(joint)));
  }

  private double range() {
    return described.upper() - described.lower();
  }

  /** Whether the robot would let the joint go much further than it is described to go. */
  boolean goTooFar() {
    double most = MOST_BEYOND * range() + ROUNDING;
    return lower < described.lower() - most || upper > described.upper() + most;
  }

  /** Whether the joint can meet both of its end stops. */
  boolean meetStops() {
    return lower < described.lower() - ROUNDING && upper > described.upper() + ROUNDING;
  }

  /** For people. */
  String text() {
    return "the robot enforces " + number(lower) + " … " + number(upper) + ", its description has "
        + number(described.lower()) + " … " + number(described.upper());
  }

  /** What a robot should enforce whose joint is to meet its end stops, for people. */
  String advised() {
    double beyond = TO_MEET_STOPS * range();
    return number(described.lower() - beyond) + " … " + number(described.upper() + beyond);
  }

  private static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }
}
