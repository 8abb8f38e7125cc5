package dev.trammel.hardware.emulated;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.hardware.hidden.Effects;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The moving parts: the exact equations of motion with dry friction and end stops, in steps of 0.1
 * ms by the leapfrog method (half a step's way, the step's change of rate, the other half of the way):
 * what is commanded and what weighs acts at its time; what goes by rate is half a step old. Friction in one joint is felt by all others, and so by
 * their friction: each in turn is what brings its joint to rest, if it can, until they agree (projected
 * Gauss and Seidel).
 *
 * <pre>
 *   q, q̇  n  joint positions and rates      τ  n  efforts of the motors
 *   w     n  inertia that each joint feels alone, 1/(M⁻¹)ᵢᵢ
 *   K     n×n  M⁻¹ by columns, a little old
 *   dry   n  dry friction over a step
 * </pre>
 */
final class Mechanism {

  /** [s] */
  static final double STEP = 1e-4;

  /** Steps between two looks at how much inertia each joint feels. */
  private static final int STEPS_PER_INERTIA = 50;

  private static final int MOST_SWEEPS = 30;

  /** Rates that friction leaves and that are nothing [rad/s or m/s]. */
  private static final double AGREED = 1e-9;

  final double[] q;
  final double[] qd;
  private final int n;
  private final RigidBodyDynamics dynamics;
  private final Friction[] friction;
  private final double[] lower;
  private final double[] upper;
  private final double[] w;
  private final double[] K;
  private final double[] dry;
  private final double[] free;
  private final double[] effort;
  private final double[] acceleration;
  private int steps;

  Mechanism(RobotModel described, Vector3 gravity, List<Effects> effects) {
    n = described.degreesOfFreedom();
    dynamics = new RigidBodyDynamics(real(described, effects), gravity);
    q = new double[n];
    qd = new double[n];
    w = new double[n];
    K = new double[n * n];
    dry = new double[n];
    free = new double[n];
    effort = new double[n];
    acceleration = new double[n];
    friction = new Friction[n];
    lower = new double[n];
    upper = new double[n];
    for (int i = 0; i < n; i++) {
      Joint joint = described.bodies().get(i).joint();
      friction[i] = new Friction(effects.get(i).friction());
      lower[i] = joint.lower();
      upper[i] = joint.upper();
    }
  }

  /** What each joint moves with the robot stretched as it is described, Mᵢᵢ at 0. */
  static double[] inertia(RobotModel robot, Vector3 gravity) {
    int n = robot.degreesOfFreedom();
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    new RigidBodyDynamics(robot, gravity).massMatrix(new double[n], M);
    double[] inertia = new double[n];
    for (int i = 0; i < n; i++) {
      inertia[i] = M.get(i, i);
    }
    return inertia;
  }

  /** The robot as it is rather than as it is described. */
  private static RobotModel real(RobotModel described, List<Effects> effects) {
    List<Body> bodies = new ArrayList<>();
    for (int i = 0; i < effects.size(); i++) {
      Body body = described.bodies().get(i);
      bodies.add(body.with(effects.get(i).link().of(body.inertia()))
          .with(body.joint().withResistance(effects.get(i).friction().damping(), 0)));
    }
    return described.withBodies(bodies);
  }

  /** The end stop towards a bound of a joint is not at the bound but here. */
  void stopEarly(int i, double at, boolean isUpper) {
    if (isUpper) {
      upper[i] = at;
    } else {
      lower[i] = at;
    }
  }

  /**
   * Goes on by one step.
   *
   * @param tau n; not modified
   */
  void step(double[] tau) {
    if (steps++ % STEPS_PER_INERTIA == 0) {
      weigh();
    }
    drift();
    accelerate(tau);
    for (int i = 0; i < n; i++) {
      free[i] = qd[i] + STEP * acceleration[i];
    }
    boolean rubs = rub();
    for (int i = 0; i < n; i++) {
      effort[i] = tau[i] - dry[i];
    }
    if (rubs) {
      dynamics.forwardAgain(qd, effort, acceleration);
    }
    for (int i = 0; i < n; i++) {
      qd[i] += STEP * acceleration[i];
    }
    drift();
    for (int i = 0; i < n; i++) {
      meetStop(i);
    }
  }

  /** Half a step's way. */
  private void drift() {
    for (int i = 0; i < n; i++) {
      q[i] += STEP / 2 * qd[i];
    }
  }

  /** Finds friction from what it was a step before; whether there is any. */
  private boolean rub() {
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double most = 0;
      for (int i = 0; i < n; i++) {
        double rate = free[i];
        for (int j = 0; j < n; j++) {
          rate -= i == j ? 0 : STEP * K[j * n + i] * dry[j];
        }
        double before = dry[i];
        dry[i] = friction[i].effort(q[i], rate, w[i] * rate / STEP);
        most = Math.max(most, STEP * Math.abs(dry[i] - before) / w[i]);
      }
      if (most < AGREED) {
        break;
      }
    }
    boolean rubs = false;
    for (double one : dry) {
      rubs |= one != 0;
    }
    return rubs;
  }

  private void accelerate(double[] tau) {
    if (!dynamics.forwardDynamics(q, qd, tau, acceleration)) {
      throw new IllegalStateException("the emulated body's mass matrix is not positive definite");
    }
  }

  /** wᵢ = 1/(M⁻¹)ᵢᵢ: what one unit of effort more changes of its own joint's acceleration. */
  private void weigh() {
    double[] none = new double[n];
    double[] base = new double[n];
    accelerate(none);
    System.arraycopy(acceleration, 0, base, 0, n);
    for (int i = 0; i < n; i++) {
      none[i] = 1;
      dynamics.forwardAgain(qd, none, acceleration);
      w[i] = 1 / (acceleration[i] - base[i]);
      for (int j = 0; j < n; j++) {
        K[i * n + j] = acceleration[j] - base[j];
      }
      none[i] = 0;
    }
  }

  /** An end stop takes all motion towards it. */
  private void meetStop(int i) {
    if (q[i] < lower[i]) {
      q[i] = lower[i];
      qd[i] = Math.max(0, qd[i]);
    } else if (q[i] > upper[i]) {
      q[i] = upper[i];
      qd[i] = Math.min(0, qd[i]);
    }
  }
}
