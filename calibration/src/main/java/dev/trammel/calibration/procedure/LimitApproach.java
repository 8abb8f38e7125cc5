package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Moves one joint slowly towards a declared bound and, if nothing is in the way, back again. A joint
 * that stands still on the way while its effort grows has met an end stop: it leaves the motion's
 * tube, and the robot stops.
 */
final class LimitApproach {

  /** Robots slow down before a bound: so much of the range is left to it. */
  private static final double MARGIN = 0.025;

  /** Share of the greatest effort that holding still may take. */
  private static final double MOST_OF_EFFORT = 0.8;

  /** Beyond its bound by less than this part of the range a joint may lie on its end stop. */
  private static final double NEAR = 0.005;

  /** How much further it is asked to go then, in margins, and by how much more it is helped. */
  private static final double MOST_FURTHER = 0.8;

  private static final double HARDER = 1.3;

  /** Of what it was asked to go further: who gains less stood. */
  private static final double GAINED = 0.2;

  private static final double SHARE_OF_SPEED = 0.8;

  private static final int PLACES = 40;
  private static final double PERCENT = 100;

  private final BenchSession session;
  private final BenchRobot robot;
  private final PlantSettings described;
  private final double[] bounds;
  private final double[] friction;
  private final RigidBodyDynamics dynamics;
  private final double pace;

  /**
   * @param friction of each joint, as far as it is known [N·m or N]; not modified
   * @param pace share of the joint's range in a second [1/s]
   */
  LimitApproach(BenchSession session, double[] friction, double pace) {
    this.session = session;
    this.pace = pace;
    robot = session.robot();
    described = robot.described();
    bounds = PulseSearch.bounds(robot, session.share());
    this.friction = friction.clone();
    dynamics = new RigidBodyDynamics(described.robot(), described.world().gravity());
  }

  /**
   * Refuses a pace at which the way to a bound takes longer than one motion of the robot may last.
   *
   * @param rest that says where the robot stands
   * @param pace share of a joint's range in a second [1/s]
   */
  static void require(BenchSession session, Recording rest, double pace) {
    BenchRobot robot = session.robot();
    for (int index : session.joints()) {
      Joint joint = robot.joint(index);
      double range = joint.upper() - joint.lower();
      double q = rest.reading(rest.steps(), robot.described().layout().position(index));
      double way = Math.max(joint.upper() - q, q - joint.lower()) - MARGIN * range;
      if (!Double.isFinite(range)) {
        continue;
      }
      ApproachTime time = time(session, index, way);
      double least = way / range / time.mostOut();
      if (least > pace) {
        throw new UsageException(String.format(
            Locale.ROOT,
            "--pace %s: at so much of its range a second %s takes %.0f steps to its farther bound and"
                + " back, the robot takes %d at most in one motion; --pace %.1f or more does, or"
                + " bring it to the middle of its range first",
            number(PERCENT * pace),
            joint.name(),
            time.whole(way / range / pace) / robot.period(),
            robot.nameplate().mostSteps(),
            Math.ceil(10 * PERCENT * least) / 10));
      }
    }
  }

  /**
   * What one motion has for a way and back.
   *
   * @param way [rad or m]
   * @throws UsageException if that is too little as fast as the session's share lets the joint be
   */
  private static ApproachTime time(BenchSession session, int index, double way) {
    BenchRobot robot = session.robot();
    Joint joint = robot.joint(index);
    double speed = SHARE_OF_SPEED * session.share() * joint.velocity();
    ApproachTime time = new ApproachTime(speed > 0 ? way / speed : 0, robot.longestMotion());
    if (!time.isPossible()) {
      throw new UsageException(String.format(
          Locale.ROOT,
          "%s takes %.0f steps to a bound and back as fast as --share %s lets it be, the robot takes"
              + " %d at most in one motion; take a greater --share, or bring it nearer to the middle"
              + " of its range first",
          joint.name(),
          time.whole(time.fastest()) / robot.period(),
          number(session.share()),
          robot.nameplate().mostSteps()));
    }
    return time;
  }

  /** Finds out how much effort keeps a joint moving, for the approaches that follow. */
  void feel(int index) {
    friction[index] = new Feel(session, pace).of(index, friction);
  }

  /**
   * What is there. Where the joint comes a little less far than it was to go, it is asked once more to
   * go further, and harder: one that friction held back does, one at an end stop does not.
   *
   * @param isUpper towards which bound
   */
  Judgement run(int index, boolean isUpper) {
    Joint joint = robot.joint(index);
    double limit = isUpper ? joint.upper() : joint.lower();
    String subject = joint.name() + (isUpper ? " upper limit" : " lower limit");
    if (Double.isInfinite(limit)) {
      return Judgement.pass(subject, "none is declared: the joint turns for ever");
    }
    String name = "limit-" + joint.name() + (isUpper ? "-upper" : "-lower");
    double[] q = stands(name);
    double range = joint.upper() - joint.lower();
    double side = isUpper ? 1 : -1;
    double bound = enforced(index, isUpper, limit);
    double target = bound - side * MARGIN * range;
    if (side * (q[index] - limit) > NEAR * range) {
      return Judgement.fail(
          subject,
          "it reads " + number(q[index]) + " where it stands, beyond " + number(limit)
              + ", which is declared: look at its encoder, or declare what is true; then bring it"
              + " well within, and run checkout again");
    }
    if (side * (target - q[index]) <= 0) {
      return Judgement.pass(subject, "it stands there already, at " + number(q[index]));
    }
    Approached.Way way =
        new Approached.Way(subject, index, isUpper, reach(q, index, target), bound, MARGIN * range);
    Approached first =
        new Approached(session, way, session.perform(motion(name, q, index, way.aim(), range)));
    return first.came() || !first.isWhole() ? first.judge(false) : harder(name, way, first, range);
  }

  /** Where the robot itself stops a joint that may go no further than its description has it. */
  private double enforced(int index, boolean isUpper, double limit) {
    Channel sensor = robot.nameplate().spec().sensors().get(described.layout().position(index));
    return isUpper ? Math.min(limit, sensor.upper()) : Math.max(limit, sensor.lower());
  }

  /** The same again, further and harder. */
  private Judgement harder(String name, Approached.Way way, Approached first, double range) {
    int index = way.joint();
    double usual = friction[index];
    double further = Math.min(first.behind(), MOST_FURTHER * way.margin());
    friction[index] = HARDER * usual;
    double[] q = stands(name + "-harder");
    Approached second = new Approached(
        session,
        way,
        session.perform(
            motion(name + "-harder", q, index, way.aim() + way.side() * further, range)));
    friction[index] = usual;
    return second.judge(first.behind() - second.behind() < GAINED * further);
  }

  private double[] stands(String name) {
    Recording rest = session.listen(name + "-rest", 2);
    return positions(rest, rest.steps());
  }

  /** How far its effort can hold it. */
  private double reach(double[] q, int index, double target) {
    double[] at = q.clone();
    double reach = q[index];
    for (int i = 1; i <= PLACES; i++) {
      at[index] = q[index] + (target - q[index]) * i / PLACES;
      if (!isHeld(at)) {
        return reach;
      }
      reach = at[index];
    }
    return reach;
  }

  private boolean isHeld(double[] q) {
    if (described.gravityCompensation().isPresent()) {
      return true;
    }
    double[] g = new double[q.length];
    dynamics.gravityForces(q, g);
    for (int i = 0; i < bounds.length; i++) {
      if (Math.abs(g[described.actuators().get(i).joint()]) > MOST_OF_EFFORT * bounds[i]) {
        return false;
      }
    }
    return true;
  }

  private Motion motion(String name, double[] q, int index, double reach, double range) {
    double way = reach - q[index];
    ApproachTime time = time(session, index, Math.abs(way));
    double slow = Math.min(time.mostOut(), Math.abs(way) / (pace * range));
    double out = Math.max(2 * robot.period(), Math.max(time.fastest(), slow));
    double back = time.back(out);
    Reference reference = (seconds, at, rate, acceleration) -> {
      for (int i = 0; i < at.length; i++) {
        at[i] = q[i];
        rate[i] = 0;
        acceleration[i] = 0;
      }
      boolean isBack = seconds > out;
      double share = isBack ? Math.max(0, 1 - (seconds - out) / back) : seconds / out;
      at[index] = q[index] + way * share;
      rate[index] = isBack ? (share > 0 ? -way / back : 0) : way / out;
    };
    int steps = (int) Math.ceil(time.whole(out) / robot.period());
    return new Tracking(described, bounds, friction)
        .follow(name, Optional.empty(), reference, steps);
  }

  private double[] positions(Recording recording, int t) {
    StateLayout layout = described.layout();
    double[] q = new double[layout.joints()];
    layout.readPositions(
        new DMatrixRMaj(recording.sensors(), 1, true, Readings.at(recording, t)), q);
    return q;
  }

  private static String number(double value) {
    return Numbers.significant(value, 4);
  }
}
