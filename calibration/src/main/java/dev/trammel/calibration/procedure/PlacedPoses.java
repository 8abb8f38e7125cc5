package dev.trammel.calibration.procedure;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.task.StateLayout;
import java.util.List;

/**
 * Where hands put a robot whose encoders nobody knows yet. It stops itself where they read more than its
 * limits, wherever it is: so it is put next to the middle of its ranges first, and from then on all over
 * what its encoders, by these first readings, read within the limits.
 */
final class PlacedPoses {

  /** Readings that tell a line. */
  private static final int FIRST = 2;

  /** Of a joint's range, from its middle: there a gear of 12 reads within the limits. */
  private static final double NEAR = 0.04;

  /** Of the range of readings that is kept free at each end: the line is known roughly. */
  private static final double FREE = 0.03;

  private final BenchRobot robot;

  PlacedPoses(BenchRobot robot) {
    this.robot = robot;
  }

  /**
   * The next.
   *
   * @param poses so far; each n
   * @param readings at each of them, of all sensors
   * @return n
   */
  double[] next(List<double[]> poses, List<double[]> readings) {
    int k = poses.size();
    double[] pose = new double[robot.joints()];
    for (int i = 0; i < pose.length; i++) {
      Poses.Range range = Poses.Range.of(robot, i);
      pose[i] = k < FIRST
          ? range.at(0.5 + NEAR * (2 * k - 1))
          : readable(i, range, poses, readings).at(Poses.halton(k - FIRST + 1, i));
    }
    return pose;
  }

  private Poses.Range readable(
      int joint, Poses.Range range, List<double[]> poses, List<double[]> readings) {
    int sensor = robot.described().layout().position(joint);
    if (sensor == StateLayout.ABSENT) {
      return range;
    }
    double q = poses.get(0)[joint];
    double r = readings.get(0)[sensor];
    double slope = (readings.get(1)[sensor] - r) / (poses.get(1)[joint] - q);
    Channel limits = robot.nameplate().spec().sensors().get(sensor);
    double free = FREE * (limits.upper() - limits.lower());
    double one = q + (limits.lower() + free - r) / slope;
    double other = q + (limits.upper() - free - r) / slope;
    // one without limits, or that reads the same everywhere, keeps a joint from nothing
    return Double.isFinite(one) && Double.isFinite(other)
        ? range.within(Math.min(one, other), Math.max(one, other))
        : range;
  }
}
