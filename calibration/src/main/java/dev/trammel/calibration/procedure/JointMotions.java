package dev.trammel.calibration.procedure;

import dev.trammel.calibration.procedure.Excitation.JointLimits;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Motions that ask joints how late and how hard they move, about one place. A robot whose joints all
 * have actuators moves one joint at a time, and the others keep their places: what one does tells of it
 * alone. Where a joint swings freely all move at once.
 */
final class JointMotions {

  /** A robot that carries itself stands bent, by this share of each joint's range either way. */
  private static final double BENT = 0.1;

  /** How long the robot is given to come to rest, and how much of that at the end is looked at [s]. */
  private static final double SETTLING = 1.5;

  private static final double AT_REST = 0.2;

  private final BenchSession session;
  private final PlantSettings described;
  private final int n;
  private final double[] bounds;
  private final double[] dry;
  private final ReadingMap readings;
  private double[] place;
  private double[] beside;

  JointMotions(BenchSession session) {
    this.session = session;
    described = session.robot().described();
    readings = ReadingMap.of(session.robot());
    n = described.robot().degreesOfFreedom();
    bounds = PulseSearch.bounds(session.robot(), session.share());
    beside = new double[bounds.length];
    place = new double[n];
    dry = new double[n];
    for (int i = 0; i < n; i++) {
      Joint joint = session.robot().joint(i);
      place[i] = place(i);
      dry[i] = known(joint.name(), Quantity.DRY_FRICTION).orElse(joint.friction());
    }
  }

  private double place(int i) {
    Joint joint = session.robot().joint(i);
    if (joint.type() == JointType.CONTINUOUS) {
      return 0;
    }
    double range = joint.upper() - joint.lower();
    double bent = described.gravityCompensation().isPresent() ? BENT * range : 0;
    return (joint.lower() + joint.upper()) / 2 + (i % 2 == 0 ? bent : -bent);
  }

  /** What an earlier run found. */
  Optional<Double> known(String joint, Quantity quantity) {
    return session
        .robot()
        .known()
        .flatMap((Calibration calibration) -> calibration.known(joint, quantity))
        .map(Estimate::value);
  }

  /** What the actuator of a joint may be asked for [N·m or N]; 0 without one. */
  double bound(int joint) {
    int actuator = session.robot().actuator(joint);
    return actuator < 0 ? 0 : bounds[actuator];
  }

  /** Where the joints are about which the motions go [rad or m]. */
  double[] place() {
    return place.clone();
  }

  /** Sliding friction as far as it is known, of which later motions are helped against [N·m or N]. */
  void help(int joint, double friction) {
    dry[joint] = friction;
  }

  /** n, dry friction that motions are helped against [N·m or N]. */
  double[] dry() {
    return dry.clone();
  }

  /** Whether a joint moves alone, and all others keep their places. */
  boolean areAlone() {
    for (int i = 0; i < n; i++) {
      if (session.robot().actuator(i) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Joints that move together. */
  List<List<Integer>> groups() {
    return areAlone()
        ? session.joints().stream().map(List::of).toList()
        : List.of(session.joints());
  }

  /** As motions are made from here on. */
  Tracking tracking() {
    return new Tracking(described, bounds, dry, readings).beside(beside);
  }

  /**
   * Lets the robot come to rest near its place, where its true weight leaves it, and finds what holds it
   * there.
   */
  void settle() {
    int steps = (int) Math.round(SETTLING / session.robot().period());
    Reference still = (seconds, q, qd, qdd) -> {
      System.arraycopy(place, 0, q, 0, n);
      Arrays.fill(qd, 0);
      Arrays.fill(qdd, 0);
    };
    EpisodeStart start = new EpisodeStart(place, new double[n], 0);
    Recording recording =
        session.perform(tracking().follow("settle", Optional.of(start), still, steps));
    int last = (int) Math.round(AT_REST / session.robot().period());
    if (recording.steps() < steps) {
      return;
    }
    double[] rest = place.clone();
    for (int i = 0; i < n; i++) {
      int sensor = described.layout().position(i);
      rest[i] = sensor < 0
          ? rest[i]
          : readings.position(i, mean(Readings.sensor(recording, sensor), last));
    }
    double[] holding = new double[bounds.length];
    for (int i = 0; i < holding.length; i++) {
      holding[i] = mean(Readings.applied(recording, i), last);
    }
    rememberRest(rest, holding);
  }

  private void rememberRest(double[] rest, double[] holding) {
    place = rest;
    beside = new double[bounds.length];
    double[] needed = tracking().holding(rest);
    for (int i = 0; i < holding.length; i++) {
      beside[i] = holding[i] - needed[i];
    }
  }

  private static double mean(double[] values, int last) {
    double sum = 0;
    for (int t = values.length - last; t < values.length; t++) {
      sum += values[t] / last;
    }
    return sum;
  }

  /** What the joints of one motion did in it. */
  record Passage(List<Integer> joints, Recording recording) {

    /** Those of some joints. */
    static List<Recording> of(List<Integer> joints, List<Passage> all) {
      return all.stream()
          .filter(passage -> passage.joints().equals(joints))
          .map(Passage::recording)
          .toList();
    }
  }

  /** Bends that keep to the limits; the joints that are not asked keep their places. */
  List<Passage> shaped(String name, double seconds, Shaper shaper) {
    List<Passage> passages = new ArrayList<>();
    for (List<Integer> group : groups()) {
      String whole =
          areAlone() ? name + "-" + session.robot().joint(group.get(0)).name() : name;
      session.say(whole);
      passages.add(new Passage(group, shaped(whole, group, seconds, shaper)));
    }
    return passages;
  }

  private Recording shaped(String name, List<Integer> joints, double seconds, Shaper shaper) {
    JointShape[] shapes = new JointShape[n];
    for (int i = 0; i < n; i++) {
      SplittableRandom random = session.random(name + " " + i);
      shapes[i] = joints.contains(i) ? shaper.shape(i, random) : JointShape.STILL;
    }
    JointLimits limits = new JointLimits(described, session.share(), bounds, dry);
    Excitation excitation = Excitation.within(limits, seconds, place, shapes);
    int steps = (int) Math.round(seconds / session.robot().period());
    return session.perform(
        tracking().follow(name, Optional.of(excitation.start()), excitation, steps));
  }

  /** Chooses how a joint moves. */
  interface Shaper {

    JointShape shape(int joint, SplittableRandom random);
  }
}
