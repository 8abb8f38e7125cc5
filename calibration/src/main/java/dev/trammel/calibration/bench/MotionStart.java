package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.BenchBody;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.task.StateLayout;
import java.util.Optional;

/**
 * Where motions begin, for a robot that its own position servo brings there: the servo goes by what
 * the encoders read, and knows nothing of what was found out about them.
 */
public final class MotionStart {

  /**
   * Who reads less of its way than this goes so much faster than its servo takes it to be; what a
   * servo keeps to is not known.
   */
  private static final double LEAST_SLOPE = 0.8;

  private static final String NOTHING_MOVED = "nothing has moved: ";

  private MotionStart() {}

  /**
   * Refuses a plan with starts that its robot's servo would run away from, be too fast to, or not be
   * let to, before anything moves.
   *
   * @throws UsageException that says what to do
   */
  public static void requireSafe(BenchRobot robot, Plan plan, BenchBody body) {
    if (!plan.starts().isEmpty() && body.startsByReadings()) {
      requireSafe(robot, NOTHING_MOVED);
      plan.starts().forEach(start -> requireWithin(robot, start));
    }
  }

  private static void requireSafe(BenchRobot robot, String so) {
    for (int i = 0; i < robot.joints(); i++) {
      double slope = robot.readingSlope(i);
      if (robot.actuator(i) < 0 || slope >= LEAST_SLOPE) {
        continue;
      }
      String encoder = so + "the encoder of " + robot.joint(i).name();
      throw slope < 0
          ? unknown(robot, encoder + " counts backwards", "run away")
          : unknown(
              robot,
              encoder + " reads " + Numbers.significant(slope, 3) + " of its way",
              "move it so much faster than it may");
    }
  }

  /** Where a sensor would read what the robot does not let it read, it refuses in the midst of a run. */
  private static void requireWithin(BenchRobot robot, EpisodeStart start) {
    StateLayout layout = robot.described().layout();
    double[] positions = start.positions();
    for (int i = 0; i < positions.length; i++) {
      if (layout.position(i) == StateLayout.ABSENT) {
        continue;
      }
      Channel sensor = robot.nameplate().spec().sensors().get(layout.position(i));
      double read = robot.readingSlope(i) * positions[i] + robot.readingOffset(i);
      if (read < sensor.lower() || read > sensor.upper()) {
        throw unknown(
            robot,
            NOTHING_MOVED + "a motion begins where " + robot.joint(i).name() + " reads "
                + Numbers.significant(read, 3) + ", beyond " + sensor.lower() + " to "
                + sensor.upper(),
            "not be let there");
      }
    }
  }

  private static UsageException unknown(BenchRobot robot, String what, String would) {
    return new UsageException(what + ", which " + robot.nameplate().device()
        + " itself does not know: its own servo, which brings it to where motions begin, would "
        + would + "; promote what was found and start the robot by it, or have it put there by"
        + " hands, by ?reset=place&within=0 in its address");
  }

  /**
   * The same motion, begun where the encoders read what they do at its start.
   *
   * @throws UsageException if the servo would run away, or be too fast
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
