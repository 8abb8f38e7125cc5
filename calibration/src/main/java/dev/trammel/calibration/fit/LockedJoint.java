package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A robot of which one joint moves while all others keep their places: a pendulum of what the joint
 * carries. What the others do all the same is small, and acts on the pendulum as an effort of its own,
 * by the described robot:
 *
 * <pre>  load = τ(q⁰, q̇ᵢ) − τ(q, q̇, q̈),   q̈ᵢ = 0,   row i of the inverse dynamics</pre>
 *
 * <pre>
 *   q⁰  n  the places of the others, joint i where it is
 *   q   n  where all joints are, smoothed
 * </pre>
 *
 * <p>Only where another joint is seen to move does it count as moving: what its sensor's noise makes of a
 * joint at rest would shake a light one that it carries.
 */
public final class LockedJoint {

  /** Readings to either side that smooth. */
  private static final int REACH = 8;

  /** A joint moves whose rate is beyond so many of its deviations. */
  private static final double MOVING = 4;

  /** Where fewer windows than this share are of the joint alone, all are taken [-]. */
  private static final double SELDOM = 0.3;

  private final Machine whole;
  private final NoiseLevels noise;
  private final int joint;
  private final double[] places;
  private final RigidBodyDynamics dynamics;

  /**
   * @param whole robot as it is described
   * @param noise of its sensors
   * @param joint that moves
   * @param traces of motions of that joint; the others' places are their means
   */
  public LockedJoint(Machine whole, NoiseLevels noise, int joint, List<Trace> traces) {
    this.noise = noise;
    this.whole = whole;
    this.joint = joint;
    places = places(traces, whole.joints());
    dynamics = new RigidBodyDynamics(whole.robot(), whole.gravity());
  }

  private static double[] places(List<Trace> traces, int n) {
    double[] sums = new double[n];
    long readings = 0;
    for (Trace trace : traces) {
      readings += trace.steps() + 1;
      for (int t = 0; t <= trace.steps(); t++) {
        for (int i = 0; i < n; i++) {
          sums[i] += trace.position(t, i);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      sums[i] /= readings;
    }
    return sums;
  }

  /** The pendulum, with the friction and the drive of its joint. */
  public Machine machine() {
    return new Machine(
        robot(),
        whole.gravity(),
        List.of(whole.friction().get(joint)),
        List.of(whole.drives().get(joint)));
  }

  private RobotModel robot() {
    double[] q = places.clone();
    q[joint] = 0;
    Kinematics kinematics = new Kinematics(whole.robot());
    kinematics.update(q);
    List<Body> bodies = whole.robot().bodies();
    Transform frame = kinematics.pose(new Frame(joint, Transform.IDENTITY));
    Inertia carried = bodies.get(joint).inertia();
    for (int i = joint + 1; i < bodies.size(); i++) {
      if (isCarried(i)) {
        Transform there = kinematics.pose(new Frame(i, Transform.IDENTITY));
        carried =
            carried.plus(bodies.get(i).inertia().seenThrough(inverse(frame).then(there)));
      }
    }
    Body body = bodies.get(joint);
    Body pendulum = new Body(body.name(), -1, at(body.joint(), frame), carried, List.of());
    return new RobotModel(whole.robot().name(), List.of(pendulum), List.of(), Map.of());
  }

  private boolean isCarried(int body) {
    int at = body;
    while (at > joint) {
      at = whole.robot().bodies().get(at).parent();
    }
    return at == joint;
  }

  private static Transform inverse(Transform transform) {
    Matrix3 back = transform.rotation().transposed();
    return new Transform(back, back.times(transform.translation()).times(-1));
  }

  private static Joint at(Joint joint, Transform origin) {
    return new Joint(
        joint.name(),
        joint.type(),
        joint.axis(),
        origin,
        joint.lower(),
        joint.upper(),
        joint.effort(),
        joint.velocity(),
        joint.damping(),
        joint.friction());
  }

  /** What the joint did, and what the others did to it. */
  public Trace trace(Trace all) {
    int steps = all.steps();
    double[] readingTimes = new double[steps + 1];
    double[] commandTimes = new double[steps];
    double[][] positions = new double[steps + 1][1];
    double[][] rates = new double[steps + 1][1];
    double[][] commands = new double[steps][1];
    for (int t = 0; t <= steps; t++) {
      readingTimes[t] = all.readingTime(t);
      positions[t][0] = all.position(t, joint);
      rates[t][0] = all.rate(t, joint);
    }
    for (int t = 0; t < steps; t++) {
      commandTimes[t] = all.commandTime(t);
      commands[t][0] = all.command(t, joint);
    }
    return new Trace(readingTimes, commandTimes, positions, rates, commands)
        .withLoads(whole.joints() == 1 ? new double[steps][1] : loads(all));
  }

  /**
   * Cuts traces where the joint moved alone, or everywhere if it seldom did.
   *
   * @param all of all joints
   * @param own the same of this joint
   * @param seconds how long each window is at most
   * @param leadIn what is left out at the beginning of each trace [s]
   */
  public List<Window> windows(List<Trace> all, List<Trace> own, double seconds, double leadIn) {
    Neighbours neighbours = new Neighbours(whole, noise, joint, places);
    List<Window> alone = new ArrayList<>();
    List<Window> cut = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean[] moves = othersMove(all.get(i));
      List<Window> windows = Window.cut(own.get(i), seconds, leadIn);
      cut.addAll(windows);
      alone.addAll(neighbours.undisturbed(
          windows.stream().filter(window -> isStill(moves, window)).toList(), all.get(i)));
    }
    return alone.size() >= SELDOM * cut.size() ? alone : cut;
  }

  /**
   * What the others may do to the joint in a window without being seen, as a deviation of its readings
   * [rad or m].
   *
   * @param seconds how long a window is
   */
  public double unseen(double seconds, double period) {
    int length = (int) Math.round(seconds / period);
    return new Neighbours(whole, noise, joint, places).unseen(length);
  }

  private boolean[] othersMove(Trace all) {
    boolean[] moves = new boolean[all.steps() + 1];
    for (int i = 0; i < whole.joints(); i++) {
      if (i != joint) {
        boolean[] its = moves(slopes(all, i), noise.of(i) / all.period());
        for (int t = 0; t < moves.length; t++) {
          moves[t] |= its[t];
        }
      }
    }
    return moves;
  }

  private static boolean isStill(boolean[] moves, Window window) {
    for (int t = window.first(); t < window.first() + window.length(); t++) {
      if (moves[t]) {
        return false;
      }
    }
    return true;
  }

  private static LocalSlopes slopes(Trace all, int joint) {
    double[] values = new double[all.steps() + 1];
    for (int t = 0; t < values.length; t++) {
      values[t] = all.position(t, joint);
    }
    return LocalSlopes.of(values, all.period(), REACH);
  }

  private double[][] loads(Trace all) {
    LocalSlopes[] slopes = new LocalSlopes[whole.joints()];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = slopes(all, i);
      if (i != joint) {
        stillUnlessMoving(slopes[i], noise.of(i) / all.period());
      }
    }
    double[][] loads = new double[all.steps()][1];
    int last = all.steps() - REACH;
    if (last <= REACH) {
      return loads;
    }
    double before = load(slopes, REACH);
    for (int t = 0; t < loads.length; t++) {
      // nothing is told about the ends
      double after = load(slopes, Math.max(REACH, Math.min(last, t + 1)));
      loads[t][0] = (before + after) / 2;
      before = after;
    }
    return loads;
  }

  /** @param sigma of a reading by the period [rad/s or m/s] */
  private static boolean[] moves(LocalSlopes slopes, double sigma) {
    // of a slope by least squares, 1/√Σk²
    double deviation = sigma / Math.sqrt(REACH * (REACH + 1) * (2 * REACH + 1) / 3.0);
    int length = slopes.rate().length;
    boolean[] moves = new boolean[length];
    for (int t = 0; t < length; t++) {
      if (Math.abs(slopes.rate()[t]) > MOVING * deviation) {
        Arrays.fill(moves, Math.max(0, t - REACH), Math.min(length, t + REACH + 1), true);
      }
    }
    return moves;
  }

  private static void stillUnlessMoving(LocalSlopes slopes, double sigma) {
    boolean[] moves = moves(slopes, sigma);
    for (int t = 0; t < moves.length; t++) {
      slopes.rate()[t] = moves[t] ? slopes.rate()[t] : 0;
      slopes.acceleration()[t] = moves[t] ? slopes.acceleration()[t] : 0;
    }
  }

  private double load(LocalSlopes[] slopes, int t) {
    int n = slopes.length;
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    double[] tau = new double[n];
    for (int i = 0; i < n; i++) {
      q[i] = slopes[i].position()[t];
      qd[i] = slopes[i].rate()[t];
      qdd[i] = i == joint ? 0 : slopes[i].acceleration()[t];
    }
    dynamics.inverseDynamics(q, qd, qdd, tau);
    double moving = tau[joint];
    for (int i = 0; i < n; i++) {
      q[i] = i == joint ? q[i] : places[i];
      qd[i] = i == joint ? qd[i] : 0;
      qdd[i] = 0;
    }
    dynamics.inverseDynamics(q, qd, qdd, tau);
    return tau[joint] - moving;
  }
}
