package dev.trammel.calibration.fit;

import dev.trammel.controller.robot.RigidBodyDynamics;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Moves a machine through time: the exact equations of motion by the explicit midpoint rule with one
 * evaluation a step (the rate at the midpoint is foretold by the last acceleration), with Coulomb's
 * friction handled by its events: where a joint that slides would turn round, the step ends at that
 * instant and the joint rests until it takes more than friction to hold it.
 *
 * <pre>
 *   M(q) q̈ = r − f,   r = τ − h(q, q̇) − D q̇
 *   slides[i]  ±1 while the joint slides that way, 0 while it rests:  q̈ᵢ = 0, |fᵢ − aᵢ| ≤ Bᵢ
 * </pre>
 *
 * <p>So what it returns is piecewise smooth in every parameter, friction too, as no regularised sign
 * would be without a step far shorter. Of second order in the step. Not thread-safe.
 */
public final class FrictionalMotion {

  /** Events of one joint in one step, after which it is let go on. */
  private static final int MOST_EVENTS = 4;

  private final int n;
  private final JointFriction[] friction;
  private final double[] damping;
  private final RigidBodyDynamics dynamics;
  private final double[] effort;
  private final RestingJoints resting;
  private final MotionFollower follower;

  /** What a follower looks at. */
  final int[] slides;

  final double[] q;
  final double[] qd;
  final double[] qMiddle;
  final double[] qdMiddle;
  final double[] acceleration;
  private boolean isFresh;

  public FrictionalMotion(Machine machine) {
    this(machine, MotionFollower.NOBODY);
  }

  FrictionalMotion(Machine machine, MotionFollower follower) {
    this.follower = follower;
    n = machine.joints();
    friction = machine.friction().toArray(new JointFriction[0]);
    dynamics = new RigidBodyDynamics(machine.robot(), machine.gravity());
    damping = new double[n];
    for (int i = 0; i < n; i++) {
      damping[i] = machine.robot().bodies().get(i).joint().damping();
    }
    slides = new int[n];
    q = new double[n];
    qd = new double[n];
    qMiddle = new double[n];
    qdMiddle = new double[n];
    effort = new double[n];
    acceleration = new double[n];
    resting = new RestingJoints(dynamics, friction, damping);
  }

  /**
   * Begins somewhere.
   *
   * @param positions n; not modified
   * @param rates n; not modified
   */
  public void begin(double[] positions, double[] rates) {
    System.arraycopy(positions, 0, q, 0, n);
    System.arraycopy(rates, 0, qd, 0, n);
    Arrays.fill(acceleration, 0);
    isFresh = true;
    for (int i = 0; i < n; i++) {
      slides[i] = friction[i].holds() ? (int) Math.signum(qd[i]) : 1;
    }
    follower.begin();
  }

  /** Where joint i is. */
  public double position(int i) {
    return q[i];
  }

  /** How fast joint i moves. */
  public double rate(int i) {
    return qd[i];
  }

  /**
   * Goes on under held efforts.
   *
   * @param tau n, mean efforts over the step [N·m or N]; not modified
   * @param duration of the step [s]
   * @return false if it went beyond all bounds; where it is is then undefined
   */
  public boolean step(double[] tau, double duration) {
    follower.beginStep();
    if (isFresh) {
      if (!accelerate(tau, 0)) {
        return false;
      }
      isFresh = false;
    }
    double left = duration;
    for (int events = 0; left > 0; events++) {
      if (!accelerate(tau, left / 2)) {
        return false;
      }
      int first = events < MOST_EVENTS * n ? firstToTurn(left) : -1;
      double until = first < 0 ? left : -qd[first] / acceleration[first];
      follower.drift(until, first);
      drift(until);
      if (first >= 0) {
        qd[first] = 0;
        slides[first] = 0;
      }
      left -= until;
    }
    return isFinite();
  }

  private boolean isFinite() {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.abs(q[i]) + Math.abs(qd[i]);
    }
    return Double.isFinite(sum);
  }

  private void drift(double duration) {
    for (int i = 0; i < n; i++) {
      q[i] += duration * (qd[i] + 0.5 * duration * acceleration[i]);
      qd[i] += duration * acceleration[i];
    }
  }

  /** The joint that comes to rest first within a time; -1 if none does. */
  private int firstToTurn(double within) {
    int first = -1;
    double earliest = within;
    for (int i = 0; i < n; i++) {
      if (slides[i] == 0 || !friction[i].holds() || slides[i] * acceleration[i] >= 0) {
        continue;
      }
      double time = -qd[i] / acceleration[i];
      if (time >= 0 && time < earliest) {
        earliest = time;
        first = i;
      }
    }
    return first;
  }

  /** q̈ a little later than now. */
  private boolean accelerate(double[] tau, double ahead) {
    follower.lookAhead(ahead);
    if (!solve(tau, ahead)) {
      return false;
    }
    follower.accelerate();
    return true;
  }

  private boolean solve(double[] tau, double ahead) {
    for (int i = 0; i < n; i++) {
      qdMiddle[i] = slides[i] == 0 ? 0 : qd[i] + ahead * acceleration[i];
      qMiddle[i] = q[i] + ahead * (qd[i] + 0.5 * ahead * acceleration[i]);
    }
    if (anyRests()) {
      return resting.accelerate(qMiddle, qdMiddle, tau, slides, acceleration);
    }
    for (int i = 0; i < n; i++) {
      effort[i] = tau[i] - sliding(i);
    }
    return dynamics.forwardDynamics(qMiddle, qdMiddle, effort, acceleration);
  }

  private double sliding(int i) {
    return friction[i].holds()
        ? friction[i].sliding(slides[i], Math.abs(qdMiddle[i]))
        : friction[i].asymmetry();
  }

  private boolean anyRests() {
    for (int i = 0; i < n; i++) {
      if (slides[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /** Accelerations while some joints rest. */
  private static final class RestingJoints {

    private final int n;
    private final RigidBodyDynamics dynamics;
    private final JointFriction[] friction;
    private final double[] damping;
    private final DMatrixRMaj M;
    private final DMatrixRMaj held;
    private final double[] h;
    private final double[] r;

    RestingJoints(RigidBodyDynamics dynamics, JointFriction[] friction, double[] damping) {
      this.dynamics = dynamics;
      this.friction = friction;
      this.damping = damping;
      n = friction.length;
      M = new DMatrixRMaj(n, n);
      held = new DMatrixRMaj(n, n);
      h = new double[n];
      r = new double[n];
    }

    /**
     * Lets go of those that friction cannot hold, one after the other.
     *
     * @param slides modified
     * @param out q̈; modified
     */
    boolean accelerate(double[] q, double[] qd, double[] tau, int[] slides, double[] out) {
      dynamics.massMatrix(q, M);
      dynamics.biasForces(q, qd, h);
      for (int releases = 0; releases <= n; releases++) {
        for (int i = 0; i < n; i++) {
          double f = slides[i] == 0 || !friction[i].holds()
              ? friction[i].asymmetry()
              : friction[i].sliding(slides[i], Math.abs(qd[i]));
          r[i] = tau[i] - h[i] - damping[i] * qd[i] - f;
        }
        if (!solveFree(slides, out)) {
          return false;
        }
        if (!letGo(slides, out)) {
          return true;
        }
      }
      return true;
    }

    /** q̈ of those that slide with the others at rest. */
    private boolean solveFree(int[] slides, double[] out) {
      for (int i = 0; i < n; i++) {
        out[i] = slides[i] == 0 ? 0 : r[i];
        for (int j = 0; j < n; j++) {
          boolean free = slides[i] != 0 && slides[j] != 0;
          held.data[i * n + j] = free ? M.data[i * n + j] : i == j ? 1 : 0;
        }
      }
      return SmallSystem.solve(held.data, n, out);
    }

    /** Releases the joint that pulls hardest beyond what holds it. */
    private boolean letGo(int[] slides, double[] acceleration) {
      int worst = -1;
      double most = 0;
      double pull = 0;
      for (int i = 0; i < n; i++) {
        if (slides[i] == 0) {
          double needed = r[i];
          for (int j = 0; j < n; j++) {
            needed -= M.data[i * n + j] * acceleration[j];
          }
          double beyond = Math.abs(needed) - friction[i].breakaway();
          if (beyond > most) {
            most = beyond;
            worst = i;
            pull = needed;
          }
        }
      }
      if (worst >= 0) {
        slides[worst] = pull > 0 ? 1 : -1;
      }
      return worst >= 0;
    }
  }
}
