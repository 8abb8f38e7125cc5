package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import java.util.List;

/** What a motion may ask of a robot. */
final class MotionLimits {

  /** Bounds that were computed may be this much beyond by rounding. */
  private static final double ROUNDING = 1e-9;

  private MotionLimits() {}

  /**
   * Refuses a motion whose bounds go beyond its share of the robot's efforts, or which is too long.
   *
   * @param share of the limits that motions may use [-]
   */
  static void require(BenchRobot robot, double share, Motion motion) {
    int most = robot.nameplate().mostSteps();
    if (motion.steps() > most) {
      throw new UsageException("motion " + motion.name() + " has " + motion.steps()
          + " steps, the robot takes " + most + " at most in one motion");
    }
    PlantSpec spec = robot.nameplate().spec();
    List<Channel> actuators = spec.actuators();
    double[] bounds = motion.bounds();
    if (bounds.length != actuators.size()) {
      throw new IllegalArgumentException("motion " + motion.name() + " needs a bound for each of "
          + actuators.size() + " actuators, had " + bounds.length);
    }
    for (int i = 0; i < bounds.length; i++) {
      double limit = robot.greatestEffort(i);
      if (bounds[i] > share * limit * (1 + ROUNDING)) {
        throw new IllegalArgumentException("motion " + motion.name() + " must keep to "
            + Plan.percent(share) + " of the " + limit + " " + actuators.get(i).unit() + " of "
            + actuators.get(i).name() + ", asked for " + bounds[i]);
      }
    }
  }
}
