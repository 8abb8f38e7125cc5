package dev.trammel.controller.robot;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Equations of motion of a robot,
 *
 * <pre>  M(q) q̈ + h(q, q̇) + D q̇ = τ,</pre>
 *
 * by the recursive Newton-Euler algorithm (Featherstone, Rigid Body Dynamics Algorithms, 2008,
 * table 5.1) and the composite-rigid-body algorithm (table 6.2), both in the world's axes about the
 * world's origin.
 *
 * <pre>
 *   M  n×n  mass matrix, symmetric &gt; 0         D  n×n  viscous damping of the joints, diagonal
 *   h  n    Coriolis, centrifugal and gravity    τ  n    effort of the actuators [N·m or N]
 *   I  10   inertia of a body: mass, first moment, second moment about the world's origin (xx, yy,
 *           zz, xy, xz, yz);  carried: the same of a body and all it carries
 *   a, f 6  acceleration of a body, less gravity's; force that its joint passes on
 * </pre>
 *
 * <p>Dry friction and joint limits are not part of it. Nothing but the constructor allocates. Not
 * thread-safe.
 */
public final class RigidBodyDynamics {

  final int n;
  final Kinematics kinematics;
  private final double[] gravity = new double[3];
  final double[] damping;
  private final double[] masses;
  private final double[] centres;
  private final double[] rotational;

  final double[] I;
  final double[] carried;
  final double[] a;
  final double[] f;
  private final double[] rest;
  private final double[] h;
  final DMatrixRMaj M;

  private final double[] momentum = new double[6];
  private final double[] total = new double[6];
  private final double[] centre = new double[3];
  private final double[] RI = new double[9];

  /**
   * @param gravity acceleration of free fall in the world's axes [m/s²]
   */
  public RigidBodyDynamics(RobotModel model, Vector3 gravity) {
    n = model.degreesOfFreedom();
    kinematics = new Kinematics(model);
    Flat.store(gravity, this.gravity, 0);
    damping = new double[n];
    masses = new double[n + 1];
    centres = new double[3 * (n + 1)];
    rotational = new double[9 * (n + 1)];
    I = new double[10 * (n + 1)];
    carried = new double[10 * (n + 1)];
    a = new double[6 * (n + 1)];
    f = new double[6 * (n + 1)];
    rest = new double[n];
    h = new double[n];
    M = new DMatrixRMaj(n, n);
    // The world falls upwards: every body then feels gravity.
    Flat.store(gravity.times(-1), a, 3);
    for (int body = 0; body < n; body++) {
      Inertia inertia = model.bodies().get(body).inertia();
      damping[body] = model.bodies().get(body).joint().damping();
      masses[body + 1] = inertia.mass();
      Flat.store(inertia.centre(), centres, 3 * (body + 1));
      Flat.store(inertia.rotational(), rotational, 9 * (body + 1));
    }
  }

  public int degreesOfFreedom() {
    return n;
  }

  /**
   * Mass matrix M(q).
   *
   * @param q n; not modified
   * @param out n×n; modified
   */
  public void massMatrix(double[] q, DMatrixRMaj out) {
    update(q, rest);
    compositeBodies(out);
  }

  /**
   * Coriolis, centrifugal and gravity forces h(q, q̇); without damping.
   *
   * @param q n; not modified
   * @param qd n; not modified
   * @param out n [N·m or N]; modified
   */
  public void biasForces(double[] q, double[] qd, double[] out) {
    update(q, qd);
    newtonEuler(rest, out);
  }

  /**
   * What the actuators must give to hold the robot still, h(q, 0).
   *
   * @param q n; not modified
   * @param out n [N·m or N]; modified
   */
  public void gravityForces(double[] q, double[] out) {
    biasForces(q, rest, out);
  }

  /**
   * What the actuators must give for an acceleration: τ = M q̈ + h + D q̇.
   *
   * @param q n; not modified
   * @param qd n; not modified
   * @param qdd n; not modified
   * @param tau n [N·m or N]; modified
   */
  public void inverseDynamics(double[] q, double[] qd, double[] qdd, double[] tau) {
    update(q, qd);
    newtonEuler(qdd, tau);
    for (int i = 0; i < n; i++) {
      tau[i] += damping[i] * qd[i];
    }
  }

  /**
   * What the actuators bring about: q̈ = M⁻¹ (τ − h − D q̇).
   *
   * @param q n; not modified
   * @param qd n; not modified
   * @param tau n [N·m or N]; not modified
   * @param qdd n; modified
   * @return false if the mass matrix is not positive definite; {@code qdd} is then undefined
   */
  public boolean forwardDynamics(double[] q, double[] qd, double[] tau, double[] qdd) {
    update(q, qd);
    newtonEuler(rest, h);
    compositeBodies(M);
    for (int i = 0; i < n; i++) {
      qdd[i] = tau[i] - h[i] - damping[i] * qd[i];
    }
    return Flat.solvePositive(M.data, n, qdd);
  }

  /**
   * What other efforts bring about where {@link #forwardDynamics} was called last, and nothing else
   * since: the same as calling it again, at a tenth of the cost.
   *
   * @param qd n, as in that call; not modified
   * @param tau n [N·m or N]; not modified
   * @param qdd n; modified
   */
  public void forwardAgain(double[] qd, double[] tau, double[] qdd) {
    for (int i = 0; i < n; i++) {
      qdd[i] = tau[i] - h[i] - damping[i] * qd[i];
    }
    Flat.solveFactored(M.data, n, qdd, 1);
  }

  /** Kinetic energy ½ q̇ᵀ M q̇, summed over the bodies [J]. */
  public double kineticEnergy(double[] q, double[] qd) {
    update(q, qd);
    double twice = 0;
    for (int slot = 1; slot <= n; slot++) {
      inertiaTimes(I, slot, kinematics.v, 6 * slot, momentum, 0);
      twice += Flat.dot6(kinematics.v, 6 * slot, momentum, 0);
    }
    return twice / 2;
  }

  /** Energy of the bodies in the field of gravity, 0 at the world's origin [J]. */
  public double potentialEnergy(double[] q) {
    update(q, rest);
    double sum = 0;
    for (int slot = 1; slot <= n; slot++) {
      sum -= Flat.dot3(gravity, 0, I, 10 * slot + 1);
    }
    return sum;
  }

  private void update(double[] q, double[] qd) {
    kinematics.update(q, qd);
    for (int slot = 1; slot <= n; slot++) {
      placeInertia(slot);
    }
  }

  private void placeInertia(int slot) {
    double[] R = kinematics.R;
    int r = 9 * slot;
    int k = 10 * slot;
    kinematics.locate(slot, centres, 3 * slot, centre);
    double mass = masses[slot];
    double x = centre[0];
    double y = centre[1];
    double z = centre[2];
    Flat.multiply9(R, r, rotational, r, RI, 0);
    I[k] = mass;
    I[k + 1] = mass * x;
    I[k + 2] = mass * y;
    I[k + 3] = mass * z;
    // R I Rᵀ + m (c·c 1 − c cᵀ)
    I[k + 4] = Flat.dot3(RI, 0, R, r) + mass * (y * y + z * z);
    I[k + 5] = Flat.dot3(RI, 3, R, r + 3) + mass * (x * x + z * z);
    I[k + 6] = Flat.dot3(RI, 6, R, r + 6) + mass * (x * x + y * y);
    I[k + 7] = Flat.dot3(RI, 0, R, r + 3) - mass * x * y;
    I[k + 8] = Flat.dot3(RI, 0, R, r + 6) - mass * x * z;
    I[k + 9] = Flat.dot3(RI, 3, R, r + 6) - mass * y * z;
  }

  /** out = I m: (Ī ω + c̄ × m₀, mass m₀ − c̄ × ω), where c̄ is the first moment. */
  static void inertiaTimes(double[] I, int slot, double[] m, int i, double[] out, int j) {
    int k = 10 * slot;
    double x = m[i];
    double y = m[i + 1];
    double z = m[i + 2];
    out[j] = I[k + 4] * x + I[k + 7] * y + I[k + 8] * z;
    out[j + 1] = I[k + 7] * x + I[k + 5] * y + I[k + 9] * z;
    out[j + 2] = I[k + 8] * x + I[k + 9] * y + I[k + 6] * z;
    Flat.addCross(1, I, k + 1, m, i + 3, out, j);
    for (int e = 3; e < 6; e++) {
      out[j + e] = I[k] * m[i + e];
    }
    Flat.addCross(-1, I, k + 1, m, i, out, j + 3);
  }

  void newtonEuler(double[] qdd, double[] tau) {
    double[] S = kinematics.S;
    double[] v = kinematics.v;
    for (int slot = 1; slot <= n; slot++) {
      int i = 6 * slot;
      // a = a_parent + S q̈ + (v × S q̇, summed in b);  f = I a + v ×* I v
      Flat.addScaled6(a, 6 * kinematics.parents[slot], qdd[slot - 1], S, i, a, i);
      Flat.addScaled6(a, i, 1, kinematics.b, i, total, 0);
      inertiaTimes(I, slot, total, 0, f, i);
      inertiaTimes(I, slot, v, i, momentum, 0);
      Flat.addCrossForce(v, i, momentum, 0, f, i);
    }
    Arrays.fill(f, 0, 6, 0);
    for (int slot = n; slot > 0; slot--) {
      int parent = 6 * kinematics.parents[slot];
      tau[slot - 1] = Flat.dot6(S, 6 * slot, f, 6 * slot);
      Flat.addScaled6(f, parent, 1, f, 6 * slot, f, parent);
    }
  }

  private void compositeBodies(DMatrixRMaj out) {
    double[] S = kinematics.S;
    out.zero();
    System.arraycopy(I, 0, carried, 0, I.length);
    for (int i = n; i > 0; i--) {
      // M_ij = S_jᵀ I_i S_i for every j on the way to the world
      inertiaTimes(carried, i, S, 6 * i, momentum, 0);
      for (int j = i; j > 0; j = kinematics.parents[j]) {
        double entry = Flat.dot6(S, 6 * j, momentum, 0);
        out.data[(i - 1) * n + j - 1] = entry;
        out.data[(j - 1) * n + i - 1] = entry;
      }
      int parent = 10 * kinematics.parents[i];
      for (int e = 0; e < 10; e++) {
        carried[parent + e] += carried[10 * i + e];
      }
    }
  }
}
