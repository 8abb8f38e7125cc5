package dev.trammel.hardware.hidden;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Draws what the joints of one described robot really are. */
final class Drawing {

  /** Friction of a joint without any is found as if this share of its inertia per second. */
  private static final double LEAST_DAMPING = 0.05;

  /** Dry friction of a driven joint that is described without, as a share of its greatest effort. */
  private static final double USUAL_FRICTION = 0.01;

  /** That of a joint without a motor is what viscous friction is at this speed [rad/s or m/s]. */
  private static final double USUAL_SPEED = 0.1;

  /** Dry friction at rest is 1.3 times that of sliding: this is what comes on top. */
  private static final double STICTION = 1.3 - 1;

  /** Delays are of whole steps of the emulation [1/s]. */
  private static final double STEPS_PER_SECOND = 1e4;

  private final RobotModel robot;
  private final double[] viscous;

  Drawing(RobotModel robot, Vector3 gravity) {
    this.robot = robot;
    int n = robot.degreesOfFreedom();
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(robot, gravity).massMatrix(new double[n], M);
    viscous = new double[n];
    for (int i = 0; i < n; i++) {
      viscous[i] = Math.max(joint(i).damping(), LEAST_DAMPING * M.get(i, i));
    }
  }

  private Joint joint(int i) {
    return robot.bodies().get(i).joint();
  }

  /** Robots with what any real one has: the mild and known one for seed 0, all others drawn. */
  List<Effects> usual(long seed) {
    List<Effects> effects = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < viscous.length; i++) {
      effects.add(seed == 0 ? mild(i) : usual(i, random));
    }
    return effects;
  }

  private Effects mild(int i) {
    return usual(LinkEffects.NONE, i, 1, 0.02, new MotorEffects(1, 0, 0.001, 0.002, 0.005, 0.0002));
  }

  /** Masses first, so that no range depends on another draw. */
  private Effects usual(int i, SplittableRandom random) {
    LinkEffects link = new LinkEffects(
        random.nextDouble(0.8, 1.25), random.nextDouble(0.8, 1.25), new Vector3(1, 1, 1));
    double damping = random.nextDouble(0.5, 2);
    double dryAs = random.nextDouble(0.01, 0.1);
    MotorEffects motor = new MotorEffects(
        random.nextDouble(0.93, 1.07),
        0,
        random.nextDouble(0, 0.006),
        random.nextDouble(0.001, 0.006),
        random.nextDouble(0, 0.02),
        random.nextDouble(0, 0.001));
    return usual(link, i, damping, dryAs, motor);
  }

  /**
   * @param dryAs dry friction beside the described one, as the speed at which the described viscous
   *     friction is as much [rad/s or m/s]
   */
  private Effects usual(LinkEffects link, int i, double damping, double dryAs, MotorEffects motor) {
    FrictionEffects friction = new FrictionEffects(
        damping * joint(i).damping(), joint(i).friction() + viscous[i] * dryAs, 0, STICTION, 0);
    return new Effects(link, friction, motor, EncoderEffects.NONE, NoiseEffects.NONE);
  }

  /** A robot that is what its description says, but for the kinds of a family. */
  List<Effects> of(Family family, long seed) {
    List<Effects> effects = new ArrayList<>();
    for (int i = 0; i < viscous.length; i++) {
      Draws draws = new Draws(family, seed, i);
      effects.add(new Effects(
          link(draws), friction(draws, i), motor(draws, i), encoder(draws), noise(draws)));
    }
    return effects;
  }

  /** The numbers of one joint. */
  private record Draws(Family family, long seed, int joint) {

    double of(Kind kind, double without) {
      return family.draw(kind, seed, joint, without);
    }
  }

  private static LinkEffects link(Draws draws) {
    double[] centre = new double[3];
    for (int axis = 0; axis < centre.length; axis++) {
      centre[axis] = new Draws(draws.family, draws.seed, 3 * draws.joint + axis).of(Kind.CENTRE, 1);
    }
    return new LinkEffects(
        draws.of(Kind.MASS, 1),
        draws.of(Kind.INERTIA, 1),
        new Vector3(centre[0], centre[1], centre[2]));
  }

  private FrictionEffects friction(Draws draws, int i) {
    boolean isDrawn = draws.family.has(Kind.FRICTION);
    double dry =
        isDrawn ? draws.of(Kind.FRICTION, 1) * usualFriction(i) : joint(i).friction();
    return new FrictionEffects(
        draws.of(Kind.DAMPING, 1) * joint(i).damping(),
        dry,
        draws.of(Kind.ASYMMETRY, 0) * dry,
        draws.of(Kind.STRIBECK, 0),
        draws.of(Kind.WAVE, 0));
  }

  private double usualFriction(int i) {
    Joint joint = joint(i);
    boolean isDriven = joint.effort() > 0 && Double.isFinite(joint.effort());
    double usual = isDriven ? USUAL_FRICTION * joint.effort() : viscous[i] * USUAL_SPEED;
    return joint.friction() > 0 ? joint.friction() : usual;
  }

  private MotorEffects motor(Draws draws, int i) {
    double effort = Double.isFinite(joint(i).effort()) ? joint(i).effort() : 0;
    return new MotorEffects(
        draws.of(Kind.STRENGTH, 1),
        draws.of(Kind.EFFORT_OFFSET, 0) * effort,
        Math.rint(draws.of(Kind.DELAY, 0) * STEPS_PER_SECOND) / STEPS_PER_SECOND,
        draws.of(Kind.LAG, 0),
        draws.of(Kind.RIPPLE, 0),
        draws.of(Kind.BACKLASH, 0));
  }

  private static EncoderEffects encoder(Draws draws) {
    double eccentricity = draws.of(Kind.ECCENTRICITY, 0);
    // where it is greatest is as hidden as how much it is
    double phase = eccentricity == 0
        ? 0
        : new SplittableRandom(draws.seed * 1009 + draws.joint).nextDouble(-Math.PI, Math.PI);
    return new EncoderEffects(
        draws.of(Kind.SIGN, 1) < 0 ? -1 : 1,
        draws.of(Kind.GEAR, 1),
        draws.of(Kind.OFFSET, 0),
        eccentricity,
        phase,
        draws.of(Kind.LOST_COUNTS, 0),
        (int) Math.rint(draws.of(Kind.COUNTS, 0)));
  }

  private static NoiseEffects noise(Draws draws) {
    return new NoiseEffects(
        draws.of(Kind.POSITION_NOISE, 1),
        draws.of(Kind.VELOCITY_NOISE, 1),
        draws.of(Kind.BIAS, 0),
        draws.of(Kind.WALK, 0));
  }
}
