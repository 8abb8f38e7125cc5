package dev.trammel.calibration.procedure;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;

/**
 * What a robot says where its joints are: r = slope · q + offset. Immutable.
 *
 * @param slope n, sign times gear, never 0 [-]
 * @param offset n [rad or m]
 */
record ReadingMap(double[] slope, double[] offset) {

  ReadingMap {
    slope = Require.finite(slope.clone(), "slope");
    offset = Require.length(Require.finite(offset.clone(), "offset"), slope.length, "offset");
    for (double one : slope) {
      Require.positive(Math.abs(one), "size of a slope");
    }
  }

  /** Of encoders that read positions. */
  static ReadingMap identity(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return new ReadingMap(ones, new double[n]);
  }

  /** Of a robot: what is known of its encoders, less what it corrects itself. */
  static ReadingMap of(BenchRobot robot) {
    ReadingMap map = identity(robot.joints());
    for (int i = 0; i < robot.joints(); i++) {
      map.slope[i] = robot.readingSlope(i);
      map.offset[i] = robot.readingOffset(i);
    }
    return map;
  }

  /** Where a joint is. */
  double position(int joint, double reading) {
    return (reading - offset[joint]) / slope[joint];
  }

  /** Where a robot that corrects nothing but signs takes a joint to be. */
  double believed(int joint, double reading) {
    return Math.signum(slope[joint]) * reading;
  }

  /** What its encoder reads. */
  double reading(int joint, double position) {
    return slope[joint] * position + offset[joint];
  }
}
