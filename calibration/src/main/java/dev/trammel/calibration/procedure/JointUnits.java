package dev.trammel.calibration.procedure;

import dev.trammel.controller.calibration.Quantity;
import java.util.Locale;

/**
 * In which numbers of one joint are told to people.
 *
 * @param slides rather than turns
 */
record JointUnits(boolean slides) {

  private static final double MILLI = 1e3;

  static JointUnits of(BenchRobot robot, int joint) {
    return new JointUnits(!robot.joint(joint).type().rotates());
  }

  /** Of a quantity of it; empty for a pure number. */
  String of(Quantity quantity) {
    return quantity.unit(slides);
  }

  String position() {
    return slides ? "m" : "rad";
  }

  String rate() {
    return slides ? "m/s" : "rad/s";
  }

  String effort() {
    return slides ? "N" : "N·m";
  }

  /**
   * A small part of its way: {@code 1.25 mrad}.
   *
   * @param format of the number, as {@code %.2f}
   * @param way [rad or m]
   */
  String small(String format, double way) {
    return number(format, way) + " m" + position();
  }

  /**
   * One with its interval: {@code 1.25 ± 0.03 mrad}.
   *
   * @param half of the interval [rad or m]
   */
  String within(String format, double way, double half) {
    return number(format, way) + " ± " + small(format, half);
  }

  private static String number(String format, double way) {
    return String.format(Locale.ROOT, format, MILLI * way);
  }
}
