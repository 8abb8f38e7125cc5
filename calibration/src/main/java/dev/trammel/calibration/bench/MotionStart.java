package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.EpisodeStart;
import java.util.Optional;

/**
 * Where motions begin, for a robot that its own position servo brings there: the servo goes by what
 * the encoders read, and knows nothing of what was found out about them.
 */
public final class MotionStart {

  private MotionStart() {}

  /**
   * Refuses a plan that its robot's servo would run away from, before anything moves.
   *
   * @throws UsageException that says what to do
   */
  public static void requireSafe(BenchRobot robot, Plan plan, BenchBody body) {
    if (plan.hasStarts() && body.startsByReadings()) {
      requireSafe(robot, "nothing has moved: ");
    }
  }

  private static void requireSafe(BenchRobot robot, String so) {
    for (int i = 0; i < robot.joints(); i++) {
      if (robot.actuator(i) >= 0 && robot.readingSlope(i) < 0) {
        throw new UsageException(so + "the encoder of " + robot.joint(i).name()
            + " counts backwards, which " + robot.nameplate().device()
            + " itself does not know: its own servo, which brings it to where motions begin, would"
            + " run away; promote what was found and start the robot by it, or have it put there by"
            + " hands, by ?reset=place&within=0 in its address");
      }
    }
  }

  /**
   * The same motion, begun where the encoders read what they do at its start.
   *
   * @throws UsageException if the servo would run away
   */
  static Motion inReadings(BenchRobot robot, Motion motion) {
    if (motion.start().isEmpty()) {
      return motion;
    }
    requireSafe(robot, "");
    EpisodeStart start = motion.start().get();
    double[] positions = start.positions();
    double[] velocities = start.velocities();
    for (int i = 0; i < positions.length; i++) {
      positions[i] = robot.readingSlope(i) * positions[i] + robot.readingOffset(i);
      velocities[i] *= robot.readingSlope(i);
    }
    return new Motion(
        motion.name(),
        Optional.of(new EpisodeStart(positions, velocities, start.objects(), start.seed())),
        motion.controller(),
        motion.steps(),
        motion.bounds());
  }
}
