package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;
import java.util.Optional;

/**
 * Moves one joint along a way by what is known of its encoder so far, which may be wrong at first, and
 * tells whether it came to stand.
 */
final class JointTravel {

  /** Of the speed allowed. */
  private static final double OF_SPEED = 0.8;

  /** The last part of a recording by which a joint is said to stand [s]. */
  private static final double READ = 0.4;

  /** A joint that changes its reading by less in that time stands [rad or m]. */
  private static final double STANDS = 2e-3;

  /** A robot comes to rest in so many times as long. */
  private static final int PATIENCE = 100;

  private final BenchSession session;
  private final BenchRobot robot;
  private final PlantSettings described;
  private final StateLayout layout;
  private final double[] bounds;
  private final double[] friction;
  private final double[] slope;
  private final double[] offset;

  JointTravel(BenchSession session) {
    this.session = session;
    robot = session.robot();
    described = robot.described();
    layout = described.layout();
    bounds = PulseSearch.bounds(robot, session.share());
    ReadingMap map = ReadingMap.of(robot);
    slope = map.slope();
    offset = map.offset();
    friction = new double[slope.length];
    Arrays.setAll(friction, i -> robot.joint(i).friction());
  }

  /** What it is taken to go where its encoder reads one more, never 0 [-]. */
  double slope(int index) {
    return slope[index];
  }

  /** Takes its encoder to count the other way. */
  void turnAround(int index) {
    slope[index] = -slope[index];
  }

  /** Takes its encoder to read slope · q + offset. */
  void calibrate(int index, double slopeFound, double offsetFound) {
    slope[index] = slopeFound;
    offset[index] = offsetFound;
  }

  /** What it is helped by against dry friction [N·m or N]. */
  double friction(int index) {
    return friction[index];
  }

  void help(int index, double effort) {
    friction[index] = effort;
  }

  /** Greatest effort of its motions [N·m or N]. */
  double bound(int index) {
    return bounds[robot.actuator(index)];
  }

  /** Feels what keeps it moving where it stands. */
  void feel(int index, double pace) {
    friction[index] = new Feel(session, pace, new ReadingMap(slope, offset)).of(index, friction);
  }

  /** As fast as it may, or a share of its range in a second if that is slower. */
  double speed(Joint joint, double pace) {
    double usual = pace * (joint.upper() - joint.lower());
    return joint.velocity() > 0
        ? Math.min(usual, OF_SPEED * session.share() * joint.velocity())
        : usual;
  }

  /** Why the robot takes no motion of that length; nothing if it does. */
  Optional<String> tooLong(String what, StopReference reference) {
    return steps(reference) <= robot.nameplate().mostSteps()
        ? Optional.empty()
        : Optional.of(what + " takes " + steps(reference) + " steps, the robot takes "
            + robot.nameplate().mostSteps() + " at most in one motion");
  }

  private int steps(StopReference reference) {
    return (int) Math.ceil(reference.seconds() / described.period());
  }

  /** Goes along a reference that is not too long. */
  Recording go(String name, StopReference reference) {
    return session.perform(new Tracking(described, bounds, friction, new ReadingMap(slope, offset))
        .follow(name, Optional.empty(), reference, steps(reference)));
  }

  /** A way from where a joint is, once all rest or as long as one may wait: a lever swings on. */
  StopReference from(String name, int index) {
    Recording rest = session.listen(name + "-rest", window());
    for (int i = 0; i < PATIENCE && !rests(rest); i++) {
      rest = session.listen(name + "-rest", window());
    }
    ReadingMap map = new ReadingMap(slope, offset);
    double[] q = new double[slope.length];
    for (int i = 0; i < q.length; i++) {
      if (layout.position(i) != StateLayout.ABSENT) {
        q[i] = map.position(i, rest.reading(rest.steps(), layout.position(i)));
      }
    }
    return new StopReference(q, index);
  }

  private boolean rests(Recording rest) {
    boolean rests = true;
    for (int i = 0; i < slope.length; i++) {
      rests &= layout.position(i) == StateLayout.ABSENT
          || isStanding(Readings.sensor(rest, layout.position(i)));
    }
    return rests;
  }

  /** What the encoder of a joint reads on a way. */
  double[] read(Recording recording, int index) {
    return Readings.sensor(recording, layout.position(index));
  }

  /** Whether a joint with these readings stands at their end. */
  boolean isStanding(double[] read) {
    int half = window() / 2;
    if (read.length < 2 * half) {
      return false;
    }
    double late = mean(read, half);
    double early = mean(Arrays.copyOf(read, read.length - half), half);
    return Math.abs(late - early) < STANDS;
  }

  /** What is read at the end. */
  double end(double[] read) {
    return mean(read, window());
  }

  private int window() {
    return (int) Math.max(4, Math.round(READ / robot.period()));
  }

  private static double mean(double[] read, int count) {
    int from = Math.max(0, read.length - count);
    return Arrays.stream(read, from, read.length).average().orElseThrow();
  }
}
