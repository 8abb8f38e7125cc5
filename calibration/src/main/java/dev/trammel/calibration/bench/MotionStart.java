package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.StartBy;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.task.StateLayout;
import java.util.Optional;

/**
 * Where motions begin, for a robot that knows nothing of what was found out about its encoders: its
 * own position servo goes by what they read, and what they read says whether hands have put it there.
 */
public final class MotionStart {

  /**
   * Who reads less of its way than this goes so much faster than its servo takes it to be; what a
   * servo keeps to is not known.
   */
  private static final double LEAST_SLOPE = 0.8;

  private static final String NOTHING_MOVED = "nothing has moved: ";
  private static final String PROMOTE = "promote what was found and start the robot by it";

  private MotionStart() {}

  /**
   * Refuses, before anything moves, a plan with starts that its robot's servo would run away from or
   * be too fast to, that it cannot be at, or that nothing says it is at when it begins to move.
   *
   * @param by how the robot comes to them
   * @throws UsageException that says what to do
   */
  public static void requireSafe(BenchRobot robot, Plan plan, StartBy by) {
    if (plan.starts().isEmpty()) {
      return;
    }
    if (by == StartBy.UNCHECKED_HANDS && plan.movesFromStarts()) {
      throw new UsageException(
          NOTHING_MOVED + "hands bring " + robot.nameplate().device()
              + " to where motions begin, and by within=0 in its address nothing would say whether it is"
              + " there; take within out, and a motion begins where its encoders read what they should");
    }
    if (by == StartBy.SERVO) {
      requireServo(robot, NOTHING_MOVED);
    }
    if (by.isByReadings()) {
      plan.starts().forEach(start -> requireWithin(robot, start));
    }
  }

  private static void requireServo(BenchRobot robot, String so) {
    for (int i = 0; i < robot.joints(); i++) {
      double slope = robot.readingSlope(i);
      if (robot.actuator(i) < 0 || slope >= LEAST_SLOPE) {
        continue;
      }
      String encoder = so + "the encoder of " + robot.joint(i).name();
      throw slope < 0
          ? unsafe(robot, encoder + " counts backwards", "run away")
          : unsafe(
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
        throw new UsageException(
            NOTHING_MOVED + "a motion begins where " + robot.joint(i).name()
                + " reads " + Numbers.significant(read, 3) + ", beyond " + sensor.lower() + " to "
                + sensor.upper() + ", which " + robot.nameplate().device()
                + " does not let it, as it does not know itself what was found; " + PROMOTE);
      }
    }
  }

  private static UsageException unsafe(BenchRobot robot, String what, String would) {
    return new UsageException(what + ", which " + robot.nameplate().device()
        + " itself does not know: its own servo, which brings it to where motions begin, would "
        + would + "; " + PROMOTE
        + ", or have it put there by hands, by ?reset=place in its address");
  }

  /**
   * The same motion as it is said to the robot, which may have to begin it where its encoders read
   * what they do at the start.
   *
   * @param by how the robot comes to it
   * @throws UsageException if the servo would run away, or be too fast
   */
  static Motion said(BenchRobot robot, Motion motion, StartBy by) {
    if (motion.start().isEmpty() || !by.isByReadings()) {
      return motion;
    }
    if (by == StartBy.SERVO) {
      requireServo(robot, "");
    }
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
