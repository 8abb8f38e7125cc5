package dev.trammel.controller.robot;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The equations of motion as what they are in the inertias, linear (Atkeson, An and Hollerbach,
 * Estimation of inertial parameters of manipulator loads and links, 1986):
 *
 * <pre>  M(q) q̈ + h(q, q̇) = Y(q, q̇, q̈) π</pre>
 *
 * <pre>
 *   Y  n×10n  regressor
 *   π  10n    inertias of the bodies, each as {@link InertialVector} has it
 * </pre>
 *
 * <p>Friction is not part of it. Nothing but the constructor allocates. Not thread-safe.
 */
public final class InertialRegressor {

  private final int n;
  private final Kinematics kinematics;
  private final double[] gravity = new double[3];

  private final double[] a;
  private final double[] R = new double[9];
  private final double[] omega = new double[3];
  private final double[] alpha = new double[3];
  private final double[] fall = new double[3];
  private final double[] world = new double[3];
  private final double[] part = new double[3];

  /** Force and moment about the body's origin for each of the ten, in the body's axes. */
  private final double[][] force = new double[InertialVector.SIZE][3];

  private final double[][] moment = new double[InertialVector.SIZE][3];
  private final double[] wrench = new double[6];

  /**
   * @param gravity acceleration of free fall in the world's axes [m/s²]
   */
  public InertialRegressor(RobotModel model, Vector3 gravity) {
    n = model.degreesOfFreedom();
    kinematics = new Kinematics(model);
    Flat.store(gravity, this.gravity, 0);
    a = new double[6 * (n + 1)];
  }

  /**
   * Computes it.
   *
   * @param q n; not modified
   * @param qd n; not modified
   * @param qdd n; not modified
   * @param Y n×10n; modified
   */
  public void at(double[] q, double[] qd, double[] qdd, DMatrixRMaj Y) {
    kinematics.update(q, qd);
    Y.zero();
    for (int slot = 1; slot <= n; slot++) {
      int i = 6 * slot;
      // a = a_parent + S q̈; what v × S q̇ adds is summed up in b
      Flat.addScaled6(a, 6 * kinematics.parents[slot], qdd[slot - 1], kinematics.S, i, a, i);
      motion(slot);
      wrenches();
      for (int k = 0; k < InertialVector.SIZE; k++) {
        project(slot, k, Y);
      }
    }
  }

  /** ω, ω̇ and the origin's acceleration less gravity's, in the body's axes. */
  private void motion(int slot) {
    int i = 6 * slot;
    System.arraycopy(kinematics.R, 9 * slot, R, 0, 9);
    double[] v = kinematics.v;
    turnBack(v, i, omega);
    for (int e = 0; e < 3; e++) {
      world[e] = a[i + e] + kinematics.b[i + e];
    }
    turnBack(world, 0, alpha);
    // p̈ = a₀ + ω̇ × p + ω × (v₀ + ω × p) at the body's origin p
    int p = 3 * slot;
    double[] o = kinematics.o;
    System.arraycopy(v, i + 3, part, 0, 3);
    Flat.addCross(1, v, i, o, p, part, 0);
    double[] acceleration = wrench;
    for (int e = 0; e < 3; e++) {
      acceleration[e] = a[i + 3 + e] + kinematics.b[i + 3 + e] - gravity[e];
    }
    Flat.addCross(1, world, 0, o, p, acceleration, 0);
    Flat.addCross(1, v, i, part, 0, acceleration, 0);
    turnBack(acceleration, 0, fall);
  }

  /** out = Rᵀ x. */
  private void turnBack(double[] x, int i, double[] out) {
    for (int e = 0; e < 3; e++) {
      out[e] = R[e] * x[i] + R[3 + e] * x[i + 1] + R[6 + e] * x[i + 2];
    }
  }

  /** f = m p̈ + ω̇ × c̄ + ω × (ω × c̄),  n = I ω̇ + ω × I ω + c̄ × p̈ with the first moment c̄ = m c. */
  private void wrenches() {
    double x = omega[0];
    double y = omega[1];
    double z = omega[2];
    System.arraycopy(fall, 0, force[0], 0, 3);
    for (int axis = 0; axis < 3; axis++) {
      double[] f = force[1 + axis];
      double[] m = moment[1 + axis];
      Arrays.fill(part, 0);
      part[axis] = 1;
      Flat.cross(omega, 0, part, 0, world, 0);
      Flat.cross(omega, 0, world, 0, f, 0);
      Flat.addCross(1, alpha, 0, part, 0, f, 0);
      Flat.cross(part, 0, fall, 0, m, 0);
    }
    set(moment[4], alpha[0], x * z, -x * y);
    set(moment[5], -y * z, alpha[1], x * y);
    set(moment[6], y * z, -x * z, alpha[2]);
    set(moment[7], alpha[1] - x * z, alpha[0] + y * z, x * x - y * y);
    set(moment[8], alpha[2] + x * y, z * z - x * x, alpha[0] - y * z);
    set(moment[9], y * y - z * z, alpha[2] - x * y, alpha[1] + x * z);
  }

  private static void set(double[] out, double x, double y, double z) {
    out[0] = x;
    out[1] = y;
    out[2] = z;
  }

  /** Y_j = S_jᵀ (n + p × f, f) for every joint j between the body and the world. */
  private void project(int slot, int k, DMatrixRMaj Y) {
    Flat.multiply3(R, 0, moment[k], 0, wrench, 0);
    Flat.multiply3(R, 0, force[k], 0, wrench, 3);
    Flat.addCross(1, kinematics.o, 3 * slot, wrench, 3, wrench, 0);
    int column = InertialVector.SIZE * (slot - 1) + k;
    for (int j = slot; j > 0; j = kinematics.parents[j]) {
      Y.data[(j - 1) * Y.numCols + column] = Flat.dot6(kinematics.S, 6 * j, wrench, 0);
    }
  }
}
