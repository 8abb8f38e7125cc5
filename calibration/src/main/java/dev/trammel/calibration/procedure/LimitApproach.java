package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Moves one joint slowly towards a declared bound and, if nothing is in the way, back again. A joint
 * that stands still on the way while its effort grows has met an end stop: it leaves the motion's
 * tube, and the robot stops.
 */
final class LimitApproach {

  /** The way back is known to be free. */
  private static final double FASTER_BACK = 4;

  /** Robots slow down before a bound: so much of the range is left to it. */
  private static final double MARGIN = 0.025;

  /** Share of the greatest effort that holding still may take. */
  private static final double MOST_OF_EFFORT = 0.8;

  /** Part of the range within which it is where it got to. */
  private static final double NEAR = 0.005;

  /** What robots say that stop for a sensor beyond its bounds. */
  private static final String BOUND = "LIMIT";

  /** Part of the effort allowed that is all of it. */
  private static final double SPENT = 0.93;

  private static final double SHARE_OF_SPEED = 0.8;

  /**
   * It stands still at the end, so that brakes take it at once: one that believes wrong masses falls
   * for as long as the robot waits for it to come to rest [s].
   */
  private static final double STANDING = 0.3;

  private static final int MOST_STEPS = 9400;
  private static final int PLACES = 40;

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

  /** Finds out how much effort keeps a joint moving, for the approaches that follow. */
  void feel(int index) {
    friction[index] = new Feel(session, pace).of(index, friction);
  }

  /**
   * What is there.
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
    Recording rest = session.listen(name + "-rest", 2);
    double[] q = positions(rest, rest.steps());
    double range = joint.upper() - joint.lower();
    double target = limit + (isUpper ? -1 : 1) * MARGIN * range;
    if ((target - q[index]) * (isUpper ? 1 : -1) <= 0) {
      return Judgement.pass(subject, "it stands there already, at " + number(q[index]));
    }
    double reach = reach(q, index, target);
    Recording recording = session.perform(motion(name, q, index, reach, range));
    return judge(subject, index, new double[] {q[index], reach, limit}, range, recording);
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
    double most = MOST_STEPS * robot.period() / (1 + 1 / FASTER_BACK);
    double speed = SHARE_OF_SPEED * session.share() * robot.joint(index).velocity();
    double fastest = speed > 0 ? Math.abs(way) / speed : 0;
    double slow = Math.min(most, Math.abs(way) / (pace * range));
    double out = Math.max(2 * robot.period(), Math.max(fastest, slow));
    double back = Math.max(out / FASTER_BACK, fastest);
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
    int steps = (int) Math.ceil((out + back + STANDING) / robot.period());
    return new Tracking(described, bounds, friction)
        .follow(name, Optional.empty(), reference, steps);
  }

  /** @param places where it stood, how far it was to go, and the declared bound */
  private Judgement judge(
      String subject, int index, double[] places, double range, Recording recording) {
    boolean isUp = places[1] > places[0];
    double furthest = furthest(recording, index, isUp);
    boolean came = (places[1] - furthest) * (isUp ? 1 : -1) < MARGIN * range;
    if (!came && recording.end().contains(BOUND)) {
      return Judgement.notIdentifiable(
          subject,
          "the robot stopped it at " + number(furthest) + " for being beyond a bound: bring all"
              + " joints well within theirs, then run checkout again");
    }
    if (!came && !recording.isWhole() && !isSpent(recording, index, furthest, range)) {
      return Judgement.fail(
          subject,
          "it stopped at " + number(furthest) + ", declared is " + number(places[2])
              + ": look for what is in the way, or declare what is true");
    }
    if (!came) {
      return Judgement.notIdentifiable(
          subject,
          "it came to " + number(furthest) + " of " + number(places[1])
              + " only, where its effort was spent: a greater --share might take it further");
    }
    boolean near = Math.abs(places[1] - places[2]) < 2 * MARGIN * range;
    return near
        ? Judgement.pass(
            subject, "free up to " + number(furthest) + ", declared is " + number(places[2]))
        : Judgement.notIdentifiable(
            subject,
            "free up to " + number(furthest) + "; the effort of --share " + session.share()
                + " holds it no further towards " + number(places[2]));
  }

  /**
   * Whether it had given all its effort when it came to where it got no further. At an end stop it
   * has not: there its effort grows only once it stands.
   */
  private boolean isSpent(Recording recording, int index, double furthest, double range) {
    int actuator = robot.actuator(index);
    int t = 0;
    while (t < recording.steps() - 1
        && Math.abs(positions(recording, t)[index] - furthest) > NEAR * range) {
      t++;
    }
    return recording.steps() > 0
        && Math.abs(recording.applied(t, actuator)) > SPENT * bounds[actuator];
  }

  private double furthest(Recording recording, int index, boolean isUp) {
    double furthest = positions(recording, 0)[index];
    for (int t = 1; t <= recording.steps(); t++) {
      double q = positions(recording, t)[index];
      furthest = isUp ? Math.max(furthest, q) : Math.min(furthest, q);
    }
    return furthest;
  }

  private double[] positions(Recording recording, int t) {
    StateLayout layout = described.layout();
    double[] q = new double[layout.joints()];
    layout.readPositions(
        new DMatrixRMaj(recording.sensors(), 1, true, PulseSearch.reading(recording, t)), q);
    return q;
  }

  private static String number(double value) {
    return Numbers.significant(value, 4);
  }
}
