package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.SlowPass;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through poses slowly, both ways, and takes the mean: friction that is the same both ways, and
 * ripple over the width of a pass, cancel. The first pose is gone through until every joint moves:
 * that tells how much friction there is to help against.
 */
final class SlowPasses {

  /** To each side of a pose: with the margin, where it turns about and settles [rad or m]. */
  private static final double HALF = 0.26;

  private static final double MARGIN = 0.09;

  /** Of a joint's range at most. */
  private static final double SHARE_OF_RANGE = 0.12;

  private static final double SPEED = 0.25;
  private static final double TURNING = 0.1;

  /** Every so many readings go into the path. */
  private static final int THINNING = 10;

  /** A joint has moved if it went so much of its way. */
  private static final double MOVED = 0.6;

  private static final double ROUNDING = 1e-9;

  private static final int TRIES = 12;
  private static final double MORE = 1.5;
  private static final double LESS = 1.2;

  /** A joint that was so far from its reference when a motion broke off was helped wrongly, in reaches. */
  private static final double FAR = 0.3;

  /** Of the greatest effort: the least friction that is helped against where a joint sticks. */
  private static final double LEAST_FRICTION = 0.002;

  private final BenchSession session;
  private final PlantSettings described;
  private final StateLayout layout;
  private final RigidBodyDynamics dynamics;
  private final Optional<RigidBodyDynamics> compensation;
  private final ReadingMap readings;
  private final int n;
  private final double[] bounds;
  private final double[] reach;
  private final double rate;
  private final double[] friction;

  SlowPasses(BenchSession session) {
    this.session = session;
    described = session.robot().described();
    layout = described.layout();
    readings = ReadingMap.of(session.robot());
    dynamics = new RigidBodyDynamics(described.robot(), described.world().gravity());
    compensation = described
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()));
    n = described.robot().degreesOfFreedom();
    bounds = PulseSearch.bounds(session.robot(), session.share());
    reach = new double[n];
    friction = new double[n];
    double fastest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      Joint joint = session.robot().joint(i);
      double range = joint.upper() - joint.lower();
      reach[i] =
          session.robot().actuator(i) < 0 ? 0 : Math.min(HALF + MARGIN, SHARE_OF_RANGE * range);
      friction[i] = joint.friction();
      if (joint.velocity() > 0 && reach[i] > 0) {
        fastest = Math.min(fastest, session.share() * joint.velocity() / reach[i]);
      }
    }
    rate = Math.min(SPEED / (HALF + MARGIN), fastest);
  }

  /** How far each joint goes to each side of a pose, n. */
  double[] reach() {
    return reach.clone();
  }

  /** Goes through all of them; a pose that the robot broke off is left out. */
  List<SlowPass> through(List<double[]> poses) {
    List<SlowPass> passes = new ArrayList<>();
    feel(poses.get(0));
    for (int i = 0; i < poses.size(); i++) {
      session.say("pose " + (i + 1) + " of " + poses.size());
      evaluate(ride("pose" + (i + 1), poses.get(i))).ifPresent(passes::add);
    }
    return passes;
  }

  /** What each joint rubs by, felt on the way through a pose, n [N·m or N]. */
  double[] friction(double[] pose) {
    feel(pose);
    return friction.clone();
  }

  private void feel(double[] pose) {
    boolean allMoved = false;
    for (int i = 0; i < TRIES && !allMoved; i++) {
      Ridden ridden = ride("feel" + (i + 1), pose);
      Optional<SlowPass> felt = evaluate(ridden);
      allMoved = felt.isPresent();
      for (int joint = 0; joint < n; joint++) {
        if (session.robot().actuator(joint) >= 0) {
          allMoved &= felt.isPresent() && felt.get().moved(joint);
          friction[joint] =
              felt.isPresent() ? felt(felt.get(), joint) : guessed(joint, lag(ridden, joint));
        }
      }
    }
  }

  private double felt(SlowPass pass, int joint) {
    return pass.moved(joint) ? Math.max(0, pass.friction()[joint]) : guessed(joint, 1);
  }

  /** More help where a joint lagged behind, less where it ran ahead, and what it was where it did not. */
  private double guessed(int joint, double lag) {
    int actuator = session.robot().actuator(joint);
    if (lag > FAR) {
      double least = LEAST_FRICTION * session.robot().greatestEffort(actuator);
      return Math.max(MORE * friction[joint], least);
    }
    return lag < -FAR ? friction[joint] / LESS : friction[joint];
  }

  /** How far a joint was behind its reference at the end, in reaches. */
  private double lag(Ridden ridden, int joint) {
    double[] q = new double[n];
    double[] qd = new double[n];
    int last = ridden.recording.steps();
    ridden.reference.at(last * described.period(), q, qd, new double[n]);
    double behind = q[joint] - positions(ridden.recording, last)[joint];
    return Math.signum(qd[joint]) * behind / reach[joint];
  }

  /** A motion, and what it was to follow. */
  private record Ridden(String name, Recording recording, PassReference reference) {}

  private Ridden ride(String name, double[] pose) {
    PassReference reference = new PassReference(pose, reach, rate, TURNING);
    int steps = (int) Math.ceil(reference.seconds() / described.period());
    Motion motion = new Tracking(described, bounds, friction, readings)
        .follow(name, Optional.of(new EpisodeStart(pose, new double[n], 0)), reference, steps);
    return new Ridden(name, session.perform(motion), reference);
  }

  private Optional<SlowPass> evaluate(Ridden ridden) {
    if (!ridden.recording.isWhole()) {
      session.say(ridden.name + " is left out: " + ridden.recording.end());
      return Optional.empty();
    }
    return Optional.of(evaluate(ridden.recording, ridden.reference));
  }

  private SlowPass evaluate(Recording recording, PassReference reference) {
    double share = HALF / (HALF + MARGIN);
    Way down = way(recording, reference.window(true, share));
    Way up = way(recording, reference.window(false, share));
    double[] effort = new double[n];
    double[] coriolis = new double[n];
    double[] rubbing = new double[n];
    for (int joint = 0; joint < n; joint++) {
      coriolis[joint] = (up.coriolis[joint] + down.coriolis[joint]) / 2;
      double expected = 2 * share * reach[joint];
      boolean moved = session.robot().actuator(joint) >= 0
          && up.travel[joint] > MOVED * expected
          && -down.travel[joint] > MOVED * expected;
      effort[joint] = moved ? (up.effort[joint] + down.effort[joint]) / 2 : Double.NaN;
      rubbing[joint] = moved ? (up.effort[joint] - down.effort[joint]) / 2 : Double.NaN;
    }
    List<double[]> path = new ArrayList<>(down.path);
    path.addAll(up.path);
    return new SlowPass(path.toArray(new double[0][]), effort, rubbing, coriolis);
  }

  /** One way through a pose. */
  private record Way(List<double[]> path, double[] effort, double[] travel, double[] coriolis) {}

  private Way way(Recording recording, double[] window) {
    int from = (int) Math.round(window[0] / described.period());
    int to = (int) Math.round(window[1] / described.period());
    List<double[]> path = new ArrayList<>();
    double[] effort = new double[n];
    double[] g = new double[n];
    for (int t = from; t < to; t++) {
      double[] q = positions(recording, t);
      if ((t - from) % THINNING == 0) {
        path.add(q);
      }
      double[] believed = believed(recording, t);
      compensation.ifPresent(model -> model.gravityForces(believed, g));
      for (int joint = 0; joint < n; joint++) {
        int actuator = session.robot().actuator(joint);
        double given = actuator < 0 ? 0 : recording.applied(t, actuator) + g[joint];
        effort[joint] += given / (to - from);
      }
    }
    double[] first = positions(recording, from);
    double[] travel = positions(recording, to);
    for (int joint = 0; joint < n; joint++) {
      travel[joint] -= first[joint];
    }
    return new Way(path, effort, travel, coriolis(path));
  }

  /** By the differences of what is left of the readings: no robot has to sense its rates. */
  private double[] coriolis(List<double[]> path) {
    double[] mean = new double[n];
    double[] qd = new double[n];
    double[] tau = new double[n];
    double[] g = new double[n];
    double seconds = 2 * THINNING * described.period();
    for (int k = 1; k + 1 < path.size(); k++) {
      for (int i = 0; i < n; i++) {
        qd[i] = (path.get(k + 1)[i] - path.get(k - 1)[i]) / seconds;
      }
      dynamics.biasForces(path.get(k), qd, tau);
      dynamics.gravityForces(path.get(k), g);
      for (int i = 0; i < n; i++) {
        double moving = tau[i] - g[i];
        // what rounding leaves of nothing would be fitted like anything else
        mean[i] += Math.abs(moving) > ROUNDING * Math.abs(g[i]) ? moving / (path.size() - 2) : 0;
      }
    }
    return mean;
  }

  /** Where the robot's own computer takes its joints to be. */
  private double[] believed(Recording recording, int t) {
    double[] q = new double[n];
    for (int joint = 0; joint < n; joint++) {
      q[joint] = readings.believed(joint, recording.reading(t, layout.position(joint)));
    }
    return q;
  }

  private double[] positions(Recording recording, int t) {
    double[] q = new double[n];
    for (int joint = 0; joint < n; joint++) {
      q[joint] = readings.position(joint, recording.reading(t, layout.position(joint)));
    }
    return q;
  }
}
