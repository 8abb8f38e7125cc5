package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.robot.Joint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The end stops of a joint as known poses, found without knowing what its encoder reads. First the
 * joint goes slowly each way until it stands. From then on it is known about where the stops are, and
 * it visits both in whole motions, pressing on each a little.
 */
final class EndStops {

  /** Part of the range in a second on the way between, at most, and where it presses [1/s]. */
  private static final double BRISK = 0.2;

  private static final double PRESSING = 0.025;

  /** Near a stop is within this part of the range. */
  private static final double NEAR = 0.04;

  /** A visit aims so far beyond the stop, of the range; and stays so long [s]. */
  private static final double BEYOND = 0.04;

  private static final double DWELL = 0.6;

  private static final String VISIT = "a visit to an end stop";

  /** Whose encoder's readings at both stops differ by less of what they should has met one twice. */
  private static final double LEAST_SLOPE = 0.05;

  private final BenchSession session;
  private final BenchRobot robot;
  private final JointTravel travel;
  private final StopSearch search;

  EndStops(BenchSession session) {
    this.session = session;
    robot = session.robot();
    travel = new JointTravel(session);
    search = new StopSearch(session, travel);
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
    Optional<String> trouble = unreachable(index, joint).or(() -> locate(index, joint));
    if (trouble.isPresent()) {
      return Visits.none(trouble.get());
    }
    feel(index, joint);
    List<Visit> all = new ArrayList<>();
    for (int i = 0; i < 2 * Math.max(2, session.repeats()); i++) {
      trouble = visit(index, i, all);
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
    if (!limits.meetStops()) {
      return Optional.of(
          "it never meets its end stops, since " + limits.text() + ": have it enforce "
              + limits.advised()
              + ", which is not too far for checkout (emulated robots that are started"
              + " with --hidden do)");
    }
    StopReference middle = new StopReference(new double[] {middle(joint)}, 0);
    return search.tooLong(joint).or(() -> {
      leave(joint, true, press(joint, true, middle));
      return travel.tooLong(VISIT, middle);
    });
  }

  /** Where the stops are, about. */
  private Optional<String> locate(int index, Joint joint) {
    double[] found = new double[2];
    for (int side = 0; side < 2; side++) {
      StopSearch.Found stop = search.of(index, side == 1);
      if (!stop.trouble().isEmpty()) {
        return Optional.of(stop.trouble());
      }
      found[side] = stop.reading();
    }
    double slope = (found[1] - found[0]) / (joint.upper() - joint.lower());
    if (Math.abs(slope) < LEAST_SLOPE) {
      return Optional.of("its encoder read " + found[0] + " and " + found[1] + " at its two stops:"
          + " one of them is none; look for what is in the way");
    }
    travel.calibrate(index, slope, found[0] - slope * joint.lower());
    return Optional.empty();
  }

  private static double middle(Joint joint) {
    return (joint.lower() + joint.upper()) / 2;
  }

  /** What keeps it moving is felt in the middle: one that sticks before a stop does not press on it. */
  private void feel(int index, Joint joint) {
    String name = "middle-" + joint.name();
    travel.go(name, travel.from(name, index).to(middle(joint), travel.speed(joint, BRISK)));
    travel.feel(index, StopSearch.PACE);
  }

  /** To one stop and back to the middle: to the lower one first, then to the upper, and so on. */
  private Optional<String> visit(int index, int number, List<Visit> all) {
    Joint joint = robot.joint(index);
    boolean isUpper = number % 2 == 1;
    // upwards it has gone from each lower stop to the upper one
    int ways = (number + 1) / 2;
    String name =
        "visit-" + joint.name() + "-" + (number / 2 + 1) + (isUpper ? "-upper" : "-lower");
    StopReference reference = travel.from(name, index);
    press(joint, isUpper, reference);
    int pressed = (int) Math.round(reference.seconds() / robot.period());
    leave(joint, isUpper, reference);
    Optional<String> tooLong = travel.tooLong(VISIT, reference);
    if (tooLong.isPresent()) {
      return tooLong;
    }
    Recording recording = travel.go(name, reference);
    if (!recording.isWhole()) {
      return Optional.of("it was stopped on a visit to its stops: " + recording.end());
    }
    double[] read = Arrays.copyOf(travel.read(recording, index), pressed);
    if (!travel.isStanding(read)) {
      return Optional.of("it did not stand on its stops");
    }
    double stop = isUpper ? joint.upper() : joint.lower();
    all.add(new Visit(stop, ways * (joint.upper() - joint.lower()), travel.end(read)));
    return Optional.empty();
  }

  private StopReference press(Joint joint, boolean isUpper, StopReference reference) {
    double range = joint.upper() - joint.lower();
    double beyond = isUpper ? joint.upper() + BEYOND * range : joint.lower() - BEYOND * range;
    return reference
        .to(near(joint, isUpper), travel.speed(joint, BRISK))
        .to(beyond, PRESSING * range)
        .stay(DWELL);
  }

  private void leave(Joint joint, boolean isUpper, StopReference reference) {
    reference
        .to(near(joint, isUpper), StopSearch.PACE * (joint.upper() - joint.lower()))
        .to(middle(joint), travel.speed(joint, BRISK));
  }

  private static double near(Joint joint, boolean isUpper) {
    double near = NEAR * (joint.upper() - joint.lower());
    return isUpper ? joint.upper() - near : joint.lower() + near;
  }
}
