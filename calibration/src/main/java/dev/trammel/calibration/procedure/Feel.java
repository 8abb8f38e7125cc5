package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import java.util.Optional;

/**
 * How much effort it takes to keep one joint moving slowly, by a little swing about where it stands:
 * half the difference of the efforts up and down, which the weight does not enter. A light joint that
 * is helped too little against its friction stands still and slips; helped too much, it runs ahead.
 */
final class Feel {

  /** To each side [rad or m], and of the joint's range at most. */
  private static final double REACH = 0.2;

  private static final double SHARE_OF_RANGE = 0.06;

  /** A swing to less than this tells nothing [rad or m]. */
  private static final double LEAST_REACH = 0.02;

  private static final double FASTEST = 0.25;
  private static final double TURNING = 0.1;

  /** Of the reach, where the speed is even. */
  private static final double EVEN = 0.6;

  /** It has moved if it went so much of its way. */
  private static final double MOVED = 0.6;

  private static final int TRIES = 8;
  private static final double MORE = 1.4;

  /** Of the greatest effort: the least help where a joint sticks. */
  private static final double LEAST_HELP = 0.002;

  private static final double SHARE_OF_SPEED = 0.8;

  private final BenchSession session;
  private final BenchRobot robot;
  private final StateLayout layout;
  private final double[] bounds;
  private final double pace;
  private final ReadingMap readings;

  /**
   * Of a robot that reads what its joints do.
   *
   * @param pace share of the joint's range in a second [1/s]
   */
  Feel(BenchSession session, double pace) {
    this(session, pace, ReadingMap.identity(session.robot().joints()));
  }

  /** The same of one that reads otherwise. */
  Feel(BenchSession session, double pace, ReadingMap readings) {
    this.session = session;
    this.pace = pace;
    this.readings = readings;
    robot = session.robot();
    layout = robot.described().layout();
    bounds = PulseSearch.bounds(robot, session.share());
  }

  /**
   * What it takes for one joint.
   *
   * @param friction of each joint, as far as it is known; that of this one is where it begins [N·m or
   *     N]; not modified
   * @return what is known at the start where the joint cannot be felt [N·m or N]
   */
  double of(int index, double[] friction) {
    double[] help = friction.clone();
    for (int i = 0; i < TRIES; i++) {
      Optional<Swing> swing = swing(index, i, help);
      if (swing.isEmpty()) {
        return friction[index];
      }
      if (swing.get().moved()) {
        return swing.get().friction();
      }
      double least = LEAST_HELP * robot.greatestEffort(actuator(index));
      help[index] = Math.min(bounds[actuator(index)], Math.max(MORE * help[index], least));
    }
    return help[index];
  }

  private int actuator(int index) {
    return robot.actuator(index);
  }

  /** What came of one swing. */
  private record Swing(boolean moved, double friction) {}

  private Optional<Swing> swing(int index, int attempt, double[] help) {
    Joint joint = robot.joint(index);
    String name = "feel-" + joint.name() + "-" + (attempt + 1);
    Recording rest = session.listen(name + "-rest", 2);
    double[] q = new double[layout.joints()];
    Arrays.setAll(
        q,
        i -> layout.position(i) == StateLayout.ABSENT
            ? 0
            : readings.position(i, rest.reading(rest.steps(), layout.position(i))));
    double[] reach = new double[q.length];
    reach[index] = reach(joint, q[index]);
    if (reach[index] < LEAST_REACH) {
      return Optional.empty();
    }
    double least = PassReference.rateOf(robot.longestMotion(), TURNING);
    double rate = Math.max(speed(joint) / reach[index], least);
    PassReference reference = new PassReference(q, reach, rate, TURNING);
    int steps = (int) Math.ceil(reference.seconds() / robot.period());
    Recording recording = session.perform(new Tracking(robot.described(), bounds, help, readings)
        .follow(name, Optional.empty(), reference, steps));
    return recording.isWhole()
        ? Optional.of(evaluate(recording, index, reference, reach[index], rate))
        : Optional.empty();
  }

  private static double reach(Joint joint, double q) {
    double range = joint.upper() - joint.lower();
    double free = Math.min(joint.upper() - q, q - joint.lower()) / 2;
    return Math.min(free, Math.min(REACH, SHARE_OF_RANGE * range));
  }

  private double speed(Joint joint) {
    double range = joint.upper() - joint.lower();
    double most = Double.isInfinite(range) ? FASTEST : Math.min(FASTEST, pace * range);
    return joint.velocity() > 0
        ? Math.min(most, SHARE_OF_SPEED * session.share() * joint.velocity())
        : most;
  }

  private Swing evaluate(
      Recording recording, int index, PassReference reference, double reach, double rate) {
    double[] down = reference.window(true, EVEN);
    double[] up = reference.window(false, EVEN);
    double expected = MOVED * 2 * EVEN * reach;
    boolean moved =
        -travel(recording, index, down) > expected && travel(recording, index, up) > expected;
    double difference = (mean(recording, index, up) - mean(recording, index, down)) / 2;
    double viscous = robot.joint(index).damping() * reach * rate;
    return new Swing(moved, Math.max(0, difference - viscous));
  }

  private double travel(Recording recording, int index, double[] window) {
    int sensor = layout.position(index);
    double read =
        recording.reading(step(window[1]), sensor) - recording.reading(step(window[0]), sensor);
    return read / readings.slope()[index];
  }

  private double mean(Recording recording, int index, double[] window) {
    double sum = 0;
    for (int t = step(window[0]); t < step(window[1]); t++) {
      sum += recording.applied(t, actuator(index));
    }
    return sum / (step(window[1]) - step(window[0]));
  }

  private int step(double seconds) {
    return (int) Math.round(seconds / robot.period());
  }
}
