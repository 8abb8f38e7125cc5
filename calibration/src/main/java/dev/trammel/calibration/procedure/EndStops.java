package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The end stops of a joint as known poses, found without knowing what its encoder reads. First the
 * joint goes slowly each way until it stands, which breaks the motion off. From then on it is known
 * about where the stops are, and it visits both in whole motions, pressing on each a little.
 */
final class EndStops {

  /** Part of the range in a second, on the search and near a stop [1/s]. */
  private static final double SLOW = 0.05;

  /** On the way between, at most [1/s]; and of the speed allowed. */
  private static final double BRISK = 0.2;

  private static final double OF_SPEED = 0.8;

  /** Near a stop is within this part of the range. */
  private static final double NEAR = 0.04;

  /** A visit aims so far beyond the stop, of the range; and stays so long [s]. */
  private static final double BEYOND = 0.04;

  private static final double DWELL = 0.6;

  /** The last part of it is read [s]. */
  private static final double READ = 0.4;

  /** A joint that changes its reading by less in that time stands [rad or m]. */
  private static final double STANDS = 2e-3;

  /** A robot comes to rest in so many times as long. */
  private static final int PATIENCE = 100;

  /** Of its tube: who left it before coming this far has not moved. */
  private static final double MOVED = 0.3;

  private static final int TRIES = 9;
  private static final int MOST_HELP = 6;
  private static final double MORE = 1.5;
  private static final double LEAST_FRICTION = 0.002;
  private static final int MOST_STEPS = 9500;

  /** Of the effort allowed: all of it, where the joint came to stand. */
  private static final double SPENT = 0.93;

  /** Within this part of the range it is where it came to. */
  private static final double CAME = 0.005;

  private final BenchSession session;
  private final BenchRobot robot;
  private final PlantSettings described;
  private final StateLayout layout;
  private final double[] bounds;
  private final double[] friction;
  private final double[] slope;
  private final double[] offset;

  EndStops(BenchSession session) {
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

  /** What was read at a stop. */
  record Visit(double stop, double travel, double reading) {}

  /** Visits, or why there are none. */
  record Visits(List<Visit> all, String trouble) {

    static Visits none(String trouble) {
      return new Visits(List.of(), trouble);
    }
  }

  /** Looks for the stops of a joint, then visits both as often as the session repeats things. */
  Visits of(int index) {
    Joint joint = robot.joint(index);
    Optional<String> unreachable = unreachable(index, joint);
    if (unreachable.isPresent()) {
      return Visits.none(unreachable.get());
    }
    double range = joint.upper() - joint.lower();
    double[] found = new double[2];
    for (int side = 0; side < 2; side++) {
      Search search = search(index, side == 1, range);
      if (!search.trouble().isEmpty()) {
        return Visits.none(search.trouble());
      }
      found[side] = search.reading();
    }
    slope[index] = (found[1] - found[0]) / range;
    offset[index] = found[0] - slope[index] * joint.lower();
    if (Math.abs(slope[index]) < 0.05) {
      return Visits.none("its encoder read " + found[0] + " and " + found[1] + " at its two stops:"
          + " one of them is none; look for what is in the way");
    }
    friction[index] = feel(index, joint);
    List<Visit> all = new ArrayList<>();
    for (int i = 0; i < Math.max(2, session.repeats()); i++) {
      Optional<String> trouble = visit(index, i, range, all);
      if (trouble.isPresent()) {
        return Visits.none(trouble.get());
      }
    }
    return new Visits(all, "");
  }

  private Optional<String> unreachable(int index, Joint joint) {
    if (!Double.isFinite(joint.upper() - joint.lower())) {
      return Optional.of("it turns for ever and has no end stops");
    }
    EnforcedLimits limits = EnforcedLimits.of(robot, index).orElseThrow();
    return limits.meetStops()
        ? Optional.empty()
        : Optional.of("it never meets its end stops, since " + limits.text() + ": have it enforce "
            + limits.advised()
            + ", which is not too far for checkout (emulated robots that are started"
            + " with --hidden do)");
  }

  /** What one search came to: a reading, or trouble. */
  private record Search(double reading, String trouble) {}

  private Search search(int index, boolean isUpper, double range) {
    String name = "stop-" + robot.joint(index).name() + (isUpper ? "-upper" : "-lower");
    int actuator = robot.actuator(index);
    boolean isFlipped = false;
    double rubs = friction[index];
    for (int i = 0; i < TRIES; i++) {
      double[] stands = positions(name + "-rest" + (i + 1));
      double way = isUpper ? range : -range;
      double most = MOST_STEPS * robot.period() * SLOW;
      StopReference reference = new StopReference(stands, index)
          .to(stands[index] + way * Math.min(2.5, most - 0.1), SLOW * range);
      Recording recording = session.perform(motion(name + (i + 1), reference));
      if (recording.isWhole()) {
        return new Search(0, "it met no end stop on its whole way");
      }
      double[] read = Readings.sensor(recording, layout.position(index));
      double last = read[read.length - 1];
      double moved = (last - read[0]) / slope[index] * (isUpper ? 1 : -1);
      double radius = 0.1 * range;
      if (moved < -MOVED * radius && !isFlipped) {
        // away from where it was to go: its encoder counts the other way
        slope[index] = -slope[index];
        isFlipped = true;
      } else if (!recording.end().contains("TUBE")) {
        return new Search(0, "the robot stopped it with " + recording.end());
      } else if (!isStanding(read)) {
        return new Search(
            0,
            "it did not follow, and did not stand at a stop either: look for what holds it back; a greater --share pushes harder");
      } else if (moved < MOVED * radius
          && friction[index] < 0.5 * bounds[actuator]
          && i < MOST_HELP) {
        friction[index] =
            Math.max(MORE * friction[index], LEAST_FRICTION * bounds[actuator] / session.share());
      } else if (isSpent(recording, read, actuator, range)) {
        return new Search(
            0, "its effort was spent on the way; a greater --share might take it there");
      } else {
        // one that stood at its stop from the first did not stick
        friction[index] = moved < MOVED * radius ? rubs : friction[index];
        return new Search(mean(read, window()), "");
      }
    }
    return new Search(
        0,
        "it does not move, however hard --share lets it push: look for a brake or something in its way, or allow a greater --share");
  }

  private boolean isStanding(double[] read) {
    int half = window() / 2;
    if (read.length < 2 * half) {
      return false;
    }
    double late = mean(read, half);
    double early = mean(Arrays.copyOf(read, read.length - half), half);
    return Math.abs(late - early) < STANDS;
  }

  private int window() {
    return (int) Math.max(4, Math.round(READ / robot.period()));
  }

  private static double mean(double[] read, int count) {
    int from = Math.max(0, read.length - count);
    return Arrays.stream(read, from, read.length).average().orElseThrow();
  }

  private boolean isSpent(Recording recording, double[] read, int actuator, double range) {
    int t = 0;
    double last = read[read.length - 1];
    while (t < recording.steps() - 1 && Math.abs(read[t] - last) > CAME * range) {
      t++;
    }
    return Math.abs(recording.applied(t, actuator)) > SPENT * bounds[actuator];
  }

  /** What keeps it moving is felt in the middle: one that sticks before a stop does not press on it. */
  private double feel(int index, Joint joint) {
    String name = "middle-" + joint.name();
    StopReference reference = new StopReference(positions(name + "-rest"), index)
        .to((joint.lower() + joint.upper()) / 2, fast(joint));
    session.perform(motion(name, reference));
    return new Feel(session, SLOW, new ReadingMap(slope, offset)).of(index, friction);
  }

  private double fast(Joint joint) {
    double brisk = BRISK * (joint.upper() - joint.lower());
    return joint.velocity() > 0
        ? Math.min(brisk, OF_SPEED * session.share() * joint.velocity())
        : brisk;
  }

  private Optional<String> visit(int index, int number, double range, List<Visit> all) {
    Joint joint = robot.joint(index);
    String name = "visit-" + joint.name() + "-" + (number + 1);
    double[] stands = positions(name + "-rest");
    double fast = fast(joint);
    double near = NEAR * range;
    double middle = (joint.lower() + joint.upper()) / 2;
    StopReference reference = new StopReference(stands, index)
        .to(joint.lower() + near, fast)
        .to(joint.lower() - BEYOND * range, SLOW * range / 2)
        .stay(DWELL);
    double lower = reference.seconds();
    reference
        .to(joint.upper() - near, fast)
        .to(joint.upper() + BEYOND * range, SLOW * range / 2)
        .stay(DWELL);
    double upper = reference.seconds();
    reference.to(joint.upper() - near, SLOW * range).to(middle, fast);
    Recording recording = session.perform(motion(name, reference));
    if (!recording.isWhole()) {
      return Optional.of("it was stopped on a visit to its stops: " + recording.end());
    }
    double[] read = Readings.sensor(recording, layout.position(index));
    double[] atLower = Arrays.copyOf(read, (int) Math.round(lower / robot.period()));
    double[] atUpper = Arrays.copyOf(read, (int) Math.round(upper / robot.period()));
    if (!isStanding(atLower) || !isStanding(atUpper)) {
      return Optional.of("it did not stand on its stops");
    }
    all.add(new Visit(joint.lower(), number * range, mean(atLower, window())));
    all.add(new Visit(joint.upper(), (number + 1) * range, mean(atUpper, window())));
    return Optional.empty();
  }

  /** Where the joints are, once they rest or as long as one may wait: a lever swings on. */
  private double[] positions(String name) {
    Recording rest = session.listen(name, window());
    for (int i = 0; i < PATIENCE && !rests(rest); i++) {
      rest = session.listen(name, window());
    }
    ReadingMap map = new ReadingMap(slope, offset);
    double[] q = new double[slope.length];
    for (int i = 0; i < q.length; i++) {
      if (layout.position(i) != StateLayout.ABSENT) {
        q[i] = map.position(i, rest.reading(rest.steps(), layout.position(i)));
      }
    }
    return q;
  }

  private boolean rests(Recording rest) {
    boolean rests = true;
    for (int i = 0; i < slope.length; i++) {
      rests &= layout.position(i) == StateLayout.ABSENT
          || isStanding(Readings.sensor(rest, layout.position(i)));
    }
    return rests;
  }

  private Motion motion(String name, StopReference reference) {
    int steps = (int) Math.min(MOST_STEPS, Math.ceil(reference.seconds() / described.period()));
    return new Tracking(described, bounds, friction, new ReadingMap(slope, offset))
        .follow(name, Optional.empty(), reference, steps);
  }
}
