package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import java.util.Arrays;
import java.util.List;

/**
 * A robot in joint coordinates: (q, q̇) is its whole state.
 *
 * <p>A step of h takes M, Coriolis and gravity forces c halfway, where the joints are after ½h at
 * their present rates (leapfrog, drift first), which makes a free motion accurate to second order:
 *
 * <pre>
 *   (H + hΘD) (q̇' − q̇) = h (τ − c(q½, q̇½) − D q̇) + λ      q½ = q + ½h q̇
 *   q' = q½ + ½h q̇'                                        q̇½ ≈ ½ (q̇ + q̇')
 * </pre>
 *
 * <p>H by composite bodies, c by recursive Newton-Euler sweeps (Featherstone, Rigid Body Dynamics
 * Algorithms, 2008, tables 5.1 and 6.2), both in the world's axes about its origin. Viscous damping
 * D is implicit with Θ between ½ and 1, so no damping is too strong. λ are the impulses of dry
 * friction and stops, see {@link JointRows}, and of contacts. In a step in which a stop or a contact
 * acts, the joints move by h q̇', so that a gap closes exactly.
 */
final class RobotTree {

  /** How near a stop must be for its row to count [rad or m]. */
  private static final double STOP_HORIZON = 0.1;

  /** Share of an overshoot beyond a stop that one step takes back. */
  private static final double STOP_SHARE = 0.2;

  /** A greater rate is the end of a blow-up [rad/s or m/s]. */
  private static final double FASTEST = 1e6;

  final int n;
  final double[] q;
  final double[] rates;

  /** Of the actuators over a step [N·m or N]. */
  final double[] efforts;

  /** q̇' of the step under way. */
  final double[] next;

  private final Link ground = Link.ground();
  private final Link[] links;
  private final Joint[] joints;
  private final JointFrame[] frames;
  private final int[] parent;
  private final boolean rubs;
  private final JointRows rows;
  private final double h;
  private final double[] halfway;
  private final double[] middle;
  private final double[] impulse;
  private final Spatial scratch = new Spatial();
  private boolean held;

  /** @param timeStep h [s] */
  RobotTree(RobotModel robot, Vector3 gravity, double timeStep) {
    h = timeStep;
    n = robot.degreesOfFreedom();
    q = new double[n];
    rates = new double[n];
    efforts = new double[n];
    next = new double[n];
    halfway = new double[n];
    middle = new double[n];
    impulse = new double[n];
    List<Body> bodies = robot.bodies();
    parent = bodies.stream().mapToInt(Body::parent).toArray();
    joints = bodies.stream().map(Body::joint).toArray(Joint[]::new);
    links = new Link[n];
    frames = new JointFrame[n];
    for (int i = 0; i < n; i++) {
      links[i] =
          Link.of(bodies.get(i).inertia().mass(), PrincipalAxes.of(bodies.get(i).inertia()));
      frames[i] = links[i].joint(joints[i], link(parent[i]));
    }
    rubs = Arrays.stream(joints).anyMatch(joint -> joint.friction() > 0);
    rows = new JointRows(
        parent, Arrays.stream(joints).mapToDouble(joint -> h * joint.friction()).toArray());
    // the ground falls upwards: every body then feels gravity
    ground.bias.lx = -gravity.x();
    ground.bias.ly = -gravity.y();
    ground.bias.lz = -gravity.z();
  }

  /** A body's link; the ground for −1. */
  Link link(int i) {
    return i < 0 ? ground : links[i];
  }

  /** Index of the body that carries one, −1 for the ground. */
  int parent(int i) {
    return parent[i];
  }

  /** Puts all links where the state has them. */
  void place() {
    place(q);
  }

  private void place(double[] positions) {
    for (int i = 0; i < n; i++) {
      Link link = links[i];
      frames[i].place(positions[i], link(parent[i]).pose, link.pose, link.free);
    }
  }

  /** Sets all links' velocities from the state; they must be in place. */
  void move() {
    move(rates);
  }

  private void move(double[] velocities) {
    for (int i = 0; i < n; i++) {
      links[i].move(link(parent[i]), velocities[i]);
    }
  }

  /** Finds {@link #next} without contacts. */
  void predict() {
    for (int i = 0; i < n; i++) {
      halfway[i] = q[i] + 0.5 * h * rates[i];
    }
    place(halfway);
    weigh();
    rows.begin(rates);
    boolean nearStop = setStops();
    findImpulse(rates, true);
    rows.respond(impulse);
    for (int i = 0; i < n; i++) {
      middle[i] = rates[i] + 0.5 * impulse[i];
    }
    findImpulse(middle, false);
    held = rubs || nearStop;
    if (held) {
      rows.setMomentum(rates, impulse);
      rows.solve();
      System.arraycopy(rows.rates, 0, next, 0, n);
    } else {
      rows.respond(impulse);
      for (int i = 0; i < n; i++) {
        next[i] = rates[i] + impulse[i];
      }
    }
  }

  /** Sets H + hΘD by one sweep from the leaves to the ground. */
  private void weigh() {
    for (int i = 0; i < n; i++) {
      links[i].weigh();
    }
    for (int k = n - 1; k >= 0; k--) {
      Link link = links[k];
      double[] row = rows.inertia[k];
      link.composite.times(link.free, scratch);
      double own = link.free.dot(scratch);
      row[k] = own + h * implicitDamping(joints[k].damping(), own);
      for (int i = parent[k]; i >= 0; i = parent[i]) {
        row[i] = links[i].free.dot(scratch);
      }
      if (parent[k] >= 0) {
        links[parent[k]].composite.add(link.composite);
      }
    }
  }

  /** ΘD; Θ grows from ½ to 1 as a step becomes long against the decay. */
  private double implicitDamping(double damping, double inertia) {
    double z = h * damping;
    return damping * (0.5 + 0.5 * z / (z + 6 * inertia));
  }

  /**
   * Sets h (τ − c − D q̇), and −h f sign q̇ for dry friction where asked.
   *
   * @param velocities at which to take c
   */
  private void findImpulse(double[] velocities, boolean withFriction) {
    move(velocities);
    for (int i = 0; i < n; i++) {
      links[i].balance();
    }
    for (int i = n - 1; i >= 0; i--) {
      Link link = links[i];
      Joint joint = joints[i];
      double effort = efforts[i] - link.free.dot(link.wrench) - joint.damping() * rates[i];
      if (withFriction) {
        effort -= joint.friction() * Math.signum(rates[i]);
      }
      impulse[i] = h * effort;
      if (parent[i] >= 0) {
        links[parent[i]].wrench.add(link.wrench);
      }
    }
  }

  /** Lets each joint approach its stops as far as they are, and no further; whether one is near. */
  private boolean setStops() {
    boolean near = false;
    for (int i = 0; i < n; i++) {
      Joint limits = joints[i];
      double horizon = STOP_HORIZON + 2 * h * Math.abs(rates[i]);
      boolean close = q[i] - limits.lower() < horizon || limits.upper() - q[i] < horizon;
      rows.least[i] = close ? approach(limits.lower() - q[i]) : Double.NEGATIVE_INFINITY;
      rows.greatest[i] = close ? -approach(q[i] - limits.upper()) : Double.POSITIVE_INFINITY;
      near |= close;
    }
    return near;
  }

  private double approach(double beyond) {
    return (beyond > 0 ? STOP_SHARE : 1) * beyond / h;
  }

  /** How {@link #next} responds to impulses on the joints: x ← (H + hΘD)⁻¹ x, where not held. */
  void respond(double[] x) {
    rows.respond(x);
  }

  /**
   * Solves the joints' own rows again under impulses of contacts.
   *
   * @param impulses n, of the contacts; not modified
   * @return whether a joint came to be held or let go, so that responses have changed
   */
  boolean settle(double[] impulses) {
    if (!held) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      middle[i] = rows.momentum[i];
      rows.momentum[i] += impulses[i];
    }
    boolean changed = rows.solveAgain();
    System.arraycopy(middle, 0, rows.momentum, 0, n);
    System.arraycopy(rows.rates, 0, next, 0, n);
    return changed;
  }

  /**
   * Goes on to the end of the step.
   *
   * @param touched whether a contact acts
   * @return false if the motion has blown up
   */
  boolean advance(boolean touched) {
    boolean together = touched || held && rows.isStopped();
    double fastest = 0;
    for (int i = 0; i < n; i++) {
      q[i] += together ? h * next[i] : 0.5 * h * (rates[i] + next[i]);
      rates[i] = next[i];
      fastest = Math.max(fastest, Math.abs(next[i]));
    }
    return fastest < FASTEST;
  }

  void clearPushes() {
    for (int i = 0; i < n; i++) {
      links[i].push.clear();
    }
  }

  /** Takes up the inertias of links that were placed from the state. */
  void weighInPlace() {
    weigh();
  }

  /** Kinetic energy where the links are now [J]. */
  double kineticEnergy() {
    double twice = 0;
    for (Link link : links) {
      twice += link.twiceKineticEnergy();
    }
    return 0.5 * twice;
  }
}
