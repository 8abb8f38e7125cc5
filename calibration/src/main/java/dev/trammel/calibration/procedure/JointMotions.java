package dev.trammel.calibration.procedure;

import dev.trammel.calibration.procedure.Excitation.JointLimits;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Motions that ask joints how late and how hard they move: all at once about one place, and each pushed
 * until it breaks away.
 */
final class JointMotions {

  /** A robot that carries itself stands bent, by this share of each joint's range either way. */
  private static final double BENT = 0.1;

  /** Pushing begins with this share of an actuator's bound, and grows by this much a second. */
  private static final double FIRST_PUSH = 0.003;

  private static final double PUSH_GROWTH = 0.35;

  /** How far a joint goes before pushing ends [rad or m]. */
  private static final double PUSHED = 0.03;

  /** Dry friction that motions are helped against, as a share of what it took to break away. */
  private static final double SLIDING = 0.85;

  private final BenchSession session;
  private final PlantSettings described;
  private final int n;
  private final double[] bounds;
  private final double[] place;
  private double[] dry;

  JointMotions(BenchSession session) {
    this.session = session;
    described = session.robot().described();
    n = described.robot().degreesOfFreedom();
    List<Channel> actuators = session.robot().nameplate().spec().actuators();
    bounds = new double[actuators.size()];
    for (int i = 0; i < bounds.length; i++) {
      double limit =
          Math.min(actuators.get(i).upper(), described.actuators().get(i).limit());
      bounds[i] = session.share() * limit;
    }
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

  /** Bends that keep to the limits; the joints that are not asked keep their places. */
  Recording shaped(String name, double seconds, Shaper shaper) {
    JointShape[] shapes = new JointShape[n];
    for (int i = 0; i < n; i++) {
      boolean asked = session.joints().contains(i);
      SplittableRandom random = session.random(name + " " + i);
      shapes[i] = asked ? shaper.shape(i, random) : JointShape.STILL;
    }
    JointLimits limits = new JointLimits(described, session.share(), bounds, dry);
    Excitation excitation = Excitation.within(limits, seconds, place, shapes);
    int steps = (int) Math.round(seconds / session.robot().period());
    session.say(name);
    return session.perform(new Tracking(described, bounds, dry)
        .follow(name, Optional.of(excitation.start()), excitation, steps));
  }

  /** Chooses how a joint moves. */
  interface Shaper {

    JointShape shape(int joint, SplittableRandom random);
  }

  /** What pushing a joint came to. */
  record Pushes(int joint, Optional<Breakaway> forwards, Optional<Breakaway> backwards) {

    /** Mean of both ways, if it broke away both ways. */
    Optional<Breakaway> breakaway() {
      return forwards.flatMap(up -> backwards.map(
          down -> new Breakaway((up.effort() + down.effort()) / 2, (up.late() + down.late()) / 2)));
    }
  }

  /** Pushes each joint both ways until it moves, and helps against that from then on. */
  List<Pushes> push() {
    List<Pushes> all = new ArrayList<>();
    double[] found = dry.clone();
    for (int joint : session.joints()) {
      Pushes pushes = new Pushes(joint, push(joint, 1), push(joint, -1));
      pushes.breakaway().ifPresent(effort -> found[joint] = SLIDING * effort.effort());
      all.add(pushes);
    }
    dry = found;
    return all;
  }

  private Optional<Breakaway> push(int joint, int direction) {
    double period = session.robot().period();
    double bound = bound(joint);
    double seconds = Math.log(1 / FIRST_PUSH) / PUSH_GROWTH;
    double[] efforts = new double[(int) (seconds / period)];
    for (int t = 0; t < efforts.length; t++) {
      efforts[t] = direction * bound * FIRST_PUSH * Math.exp(PUSH_GROWTH * t * period);
    }
    String name = "push-" + session.robot().joint(joint).name() + (direction > 0 ? "-up" : "-down");
    EpisodeStart start = new EpisodeStart(place, new double[n], 0);
    Recording recording =
        session.perform(new Tracking(described, bounds).push(name, start, joint, efforts, PUSHED));
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(described.robot(), described.world().gravity()).massMatrix(place, M);
    return Breakaway.of(
        recording,
        session.robot(),
        new Breakaway.Push(joint, direction, PUSH_GROWTH, M.get(joint, joint)));
  }
}
