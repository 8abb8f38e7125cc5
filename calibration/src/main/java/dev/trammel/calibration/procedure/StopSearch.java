package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.robot.Joint;
import java.util.Optional;

/**
 * Looks for an end stop of a joint whose encoder may read anything: goes slowly until the joint stands,
 * which breaks the motion off.
 */
final class StopSearch {

  /** Part of the range in a second [1/s]. */
  static final double PACE = 0.05;

  /** It goes so many ranges before it is said to meet none. */
  private static final double FARTHEST = 2.5;

  /** Who has gone less of the range has not moved. */
  private static final double MOVED = 0.03;

  /** In radii of the tube, which a joint that stands leaves on the way. */
  private static final double LEAST_WAY = 2;

  private static final int TRIES = 9;
  private static final int MOST_HELP = 6;
  private static final double MORE = 1.5;
  private static final double LEAST_FRICTION = 0.002;

  /** Of the greatest effort: help beyond it would move the joint by itself. */
  private static final double MOST_FRICTION = 0.5;

  /** Of the effort allowed: all of it, where the joint came to stand. */
  private static final double SPENT = 0.93;

  /** Within this part of the range it is where it came to. */
  private static final double CAME = 0.005;

  /** Share of the way of a motion that a joint must keep when nothing holds it any more [-]. */
  private static final double KEPT = 0.5;

  private final BenchSession session;
  private final JointTravel travel;

  StopSearch(BenchSession session, JointTravel travel) {
    this.session = session;
    this.travel = travel;
  }

  /** What one search came to: a reading, or trouble. */
  record Found(double reading, String trouble) {

    private static Found trouble(String trouble) {
      return new Found(0, trouble);
    }
  }

  /** Why no motion of the robot is long enough for it; nothing if one is. */
  Optional<String> tooLong(Joint joint) {
    double range = joint.upper() - joint.lower();
    double least = LEAST_WAY * Tracking.radius(joint);
    return travel.tooLong(
        "looking for an end stop", new StopReference(new double[1], 0).to(least, PACE * range));
  }

  /** Looks on one side, in as many motions as the robot takes for the way. */
  Found of(int index, boolean isUpper) {
    Joint joint = session.robot().joint(index);
    double range = joint.upper() - joint.lower();
    String name = "stop-" + joint.name() + (isUpper ? "-upper" : "-lower");
    Attempts attempts = new Attempts(index, isUpper, range);
    double most = PACE * range * (session.robot().longestMotion() - StopReference.TURNING);
    double left = FARTHEST * range;
    double begun = 0;
    double went = 0;
    for (int motion = 1; ; motion++) {
      StopReference reference = travel.from(name + motion, index);
      double kept = went == 0 ? 0 : (reference.place() - begun) * (isUpper ? 1 : -1);
      if (kept < KEPT * went) {
        return Found.trouble(
            "it does not stay where a motion ends, but goes back by its weight, and"
                + " the robot takes no longer motions");
      }
      left -= kept;
      if (left <= 0) {
        return Found.trouble("it met no end stop on its whole way");
      }
      double way = Math.min(left, most);
      double target = reference.place() + (isUpper ? way : -way);
      begun = reference.place();
      Recording recording = travel.go(name + motion, reference.to(target, PACE * range));
      went = recording.isWhole() ? way : 0;
      if (recording.isWhole()) {
        continue;
      }
      Optional<Found> found = attempts.judge(recording);
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  /** Motions to one side that the robot broke off, one after the other. */
  private final class Attempts {

    private final int index;
    private final boolean isUpper;
    private final double range;
    private final double rubs;
    private boolean isFlipped;
    private int count;

    private Attempts(int index, boolean isUpper, double range) {
      this.index = index;
      this.isUpper = isUpper;
      this.range = range;
      rubs = travel.friction(index);
    }

    /** What one came to; nothing if it is to be tried again otherwise. */
    private Optional<Found> judge(Recording recording) {
      double[] read = travel.read(recording, index);
      double moved = (read[read.length - 1] - read[0]) / travel.slope(index) * (isUpper ? 1 : -1);
      count++;
      boolean isLast = count == TRIES;
      if (moved < -MOVED * range && !isFlipped) {
        // away from where it was to go: its encoder counts the other way
        travel.turnAround(index);
        isFlipped = true;
      } else if (!recording.end().contains("TUBE")) {
        return Optional.of(Found.trouble("the robot stopped it with " + recording.end()));
      } else if (!travel.isStanding(read)) {
        return Optional.of(Found.trouble("it did not follow, and did not stand at a stop either:"
            + " look for what holds it back; a greater --share pushes harder"));
      } else if (moved < MOVED * range && mayBeHelped()) {
        help();
      } else if (isSpent(recording, read)) {
        return Optional.of(Found.trouble(
            "its effort was spent on the way; a greater --share might take it there"));
      } else {
        if (moved < MOVED * range) {
          // one that stood at its stop from the first did not stick
          travel.help(index, rubs);
        }
        return Optional.of(new Found(travel.end(read), ""));
      }
      return isLast
          ? Optional.of(
              Found.trouble("it does not move, however hard --share lets it push: look for"
                  + " a brake or something in its way, or allow a greater --share"))
          : Optional.empty();
    }

    private boolean mayBeHelped() {
      return travel.friction(index) < MOST_FRICTION * travel.bound(index) && count <= MOST_HELP;
    }

    private void help() {
      double least = LEAST_FRICTION * travel.bound(index) / session.share();
      travel.help(index, Math.max(MORE * travel.friction(index), least));
    }

    private boolean isSpent(Recording recording, double[] read) {
      int t = 0;
      double last = read[read.length - 1];
      while (t < recording.steps() - 1 && Math.abs(read[t] - last) > CAME * range) {
        t++;
      }
      int actuator = session.robot().actuator(index);
      return Math.abs(recording.applied(t, actuator)) > SPENT * travel.bound(index);
    }
  }
}
