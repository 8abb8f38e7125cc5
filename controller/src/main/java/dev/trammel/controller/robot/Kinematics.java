package dev.trammel.controller.robot;

import org.ejml.data.DMatrixRMaj;

/**
 * Where the bodies of a robot are and how they move.
 *
 * <p>{@link #update} takes joint positions and rates; everything else answers for those. All
 * positions and vectors are in the world's axes. Nothing but the constructor and {@link #pose}
 * allocates. Not thread-safe.
 *
 * <p>Inside, every quantity of a body stands in the world's axes with the world's origin as
 * reference point, so that bodies add without transforms. Slot 0 is the world, slot i + 1 body i.
 *
 * <pre>
 *   R  9  rotation of the body's frame           S  6  motion of the body per unit of its joint's rate
 *   o  3  origin of the body's frame             v  6  velocity
 *   C  27 joint rotation C₀ + C₁ cos q + C₂ sin q   b  6  acceleration at q̈ = 0
 * </pre>
 */
public final class Kinematics {

  final int n;
  final int[] parents;
  final double[] R;
  final double[] S;
  final double[] v;
  final double[] b;
  final double[] o;

  private final double[] C;
  private final double[] offsets;
  private final double[] axes;
  private final boolean[] rotates;
  private final double[] rest;

  private final double[] turn = new double[9];
  private final double[] axis = new double[3];
  private final double[] point = new double[3];
  private final double[] column = new double[3];

  public Kinematics(RobotModel model) {
    n = model.degreesOfFreedom();
    parents = new int[n + 1];
    R = new double[9 * (n + 1)];
    S = new double[6 * (n + 1)];
    v = new double[6 * (n + 1)];
    b = new double[6 * (n + 1)];
    o = new double[3 * (n + 1)];
    C = new double[27 * (n + 1)];
    offsets = new double[3 * (n + 1)];
    axes = new double[3 * (n + 1)];
    rotates = new boolean[n + 1];
    rest = new double[n];
    Flat.store(Matrix3.IDENTITY, R, 0);
    for (int body = 0; body < n; body++) {
      parents[body + 1] = model.bodies().get(body).parent() + 1;
      storeJoint(model.bodies().get(body).joint(), body + 1);
    }
    update(rest);
  }

  private void storeJoint(Joint joint, int slot) {
    Vector3 a = joint.axis();
    Matrix3 R0 = joint.origin().rotation();
    // Rodrigues: rotation = a aᵀ + cos q (1 − a aᵀ) + sin q [a]×
    Matrix3 along = Matrix3.symmetric(
        a.x() * a.x(), a.y() * a.y(), a.z() * a.z(), a.x() * a.y(), a.x() * a.z(), a.y() * a.z());
    Matrix3 across = Matrix3.IDENTITY.plus(along.times(-1));
    Matrix3 skew = new Matrix3(0, -a.z(), a.y(), a.z(), 0, -a.x(), -a.y(), a.x(), 0);
    Flat.store(R0.times(along), C, 27 * slot);
    Flat.store(R0.times(across), C, 27 * slot + 9);
    Flat.store(R0.times(skew), C, 27 * slot + 18);
    Flat.store(joint.origin().translation(), offsets, 3 * slot);
    Flat.store(a, axes, 3 * slot);
    rotates[slot] = joint.type().rotates();
  }

  public int degreesOfFreedom() {
    return n;
  }

  /**
   * Puts the robot at joint positions, at rest.
   *
   * @param q n joint positions [rad or m]; not modified
   */
  public void update(double[] q) {
    update(q, rest);
  }

  /**
   * Puts the robot at joint positions and rates.
   *
   * @param q n joint positions [rad or m]; not modified
   * @param qd n joint rates [rad/s or m/s]; not modified
   */
  public void update(double[] q, double[] qd) {
    for (int slot = 1; slot <= n; slot++) {
      place(slot, q[slot - 1]);
      move(slot, qd[slot - 1]);
    }
  }

  private void place(int slot, double q) {
    double cos = rotates[slot] ? Math.cos(q) : 1;
    double sin = rotates[slot] ? Math.sin(q) : 0;
    int c = 27 * slot;
    for (int e = 0; e < 9; e++) {
      turn[e] = C[c + e] + cos * C[c + 9 + e] + sin * C[c + 18 + e];
    }
    int parent = parents[slot];
    Flat.multiply9(R, 9 * parent, turn, 0, R, 9 * slot);
    Flat.multiply3(R, 9 * slot, axes, 3 * slot, axis, 0);
    Flat.multiply3(R, 9 * parent, offsets, 3 * slot, o, 3 * slot);
    for (int e = 0; e < 3; e++) {
      o[3 * slot + e] += o[3 * parent + e] + (rotates[slot] ? 0 : q * axis[e]);
    }
    if (rotates[slot]) {
      // S = (a, o × a)
      System.arraycopy(axis, 0, S, 6 * slot, 3);
      Flat.cross(o, 3 * slot, axis, 0, S, 6 * slot + 3);
    } else {
      // S = (0, a)
      System.arraycopy(axis, 0, S, 6 * slot + 3, 3);
    }
  }

  private void move(int slot, double qd) {
    int parent = 6 * parents[slot];
    int body = 6 * slot;
    // v = v_parent + S q̇;  b = b_parent + v × S q̇, where v_parent does for v
    Flat.addScaled6(v, parent, qd, S, body, v, body);
    System.arraycopy(b, parent, b, body, 6);
    Flat.addCrossMotion(qd, v, parent, S, body, b, body);
  }

  /** Where a frame is in the world. Allocates. */
  public Transform pose(Frame frame) {
    int r = 9 * slot(frame);
    Matrix3 body = new Matrix3(
        R[r], R[r + 1], R[r + 2], R[r + 3], R[r + 4], R[r + 5], R[r + 6], R[r + 7], R[r + 8]);
    locate(frame);
    return new Transform(
        body.times(frame.origin().rotation()), new Vector3(point[0], point[1], point[2]));
  }

  /**
   * Position of a frame's origin [m].
   *
   * @param out 3 entries; modified
   */
  public void position(Frame frame, double[] out) {
    locate(frame);
    System.arraycopy(point, 0, out, 0, 3);
  }

  /**
   * Velocity of a frame's origin [m/s].
   *
   * @param out 3 entries; modified
   */
  public void velocity(Frame frame, double[] out) {
    locate(frame);
    velocityAtPoint(v, 6 * slot(frame), out);
  }

  /**
   * Angular velocity of a frame [rad/s].
   *
   * @param out 3 entries; modified
   */
  public void angularVelocity(Frame frame, double[] out) {
    System.arraycopy(v, 6 * slot(frame), out, 0, 3);
  }

  /**
   * Acceleration of a frame's origin at q̈ = 0, so J̇q̇ [m/s²].
   *
   * @param out 3 entries; modified
   */
  public void biasAcceleration(Frame frame, double[] out) {
    int body = 6 * slot(frame);
    locate(frame);
    velocityAtPoint(v, body, column);
    velocityAtPoint(b, body, out);
    Flat.addCross(1, v, body, column, 0, out, 0);
  }

  /**
   * How a frame's origin moves with the joints, ∂p/∂q.
   *
   * @param J 3×n; modified
   */
  public void jacobian(Frame frame, DMatrixRMaj J) {
    locate(frame);
    J.zero();
    for (int slot = slot(frame); slot > 0; slot = parents[slot]) {
      velocityAtPoint(S, 6 * slot, column);
      storeColumn(column, 0, J, slot - 1);
    }
  }

  /**
   * How a frame turns with the joints: angular velocity per joint rate.
   *
   * @param J 3×n; modified
   */
  public void angularJacobian(Frame frame, DMatrixRMaj J) {
    J.zero();
    for (int slot = slot(frame); slot > 0; slot = parents[slot]) {
      storeColumn(S, 6 * slot, J, slot - 1);
    }
  }

  /**
   * Second derivative of w·p with respect to q, where p is the position of a frame's origin.
   *
   * @param w 3 weights; not modified
   * @param H n×n, symmetric; modified
   */
  public void curvature(Frame frame, double[] w, DMatrixRMaj H) {
    locate(frame);
    H.zero();
    for (int j = slot(frame); j > 0; j = parents[j]) {
      velocityAtPoint(S, 6 * j, column);
      for (int i = j; i > 0; i = parents[i]) {
        // ∂²p/∂qᵢ∂qⱼ = aᵢ × Jⱼ, as joint i turns all that joint j carries; w·(a × J) = a·(J × w)
        Flat.cross(column, 0, w, 0, axis, 0);
        double entry = Flat.dot3(S, 6 * i, axis, 0);
        H.data[(i - 1) * n + j - 1] = entry;
        H.data[(j - 1) * n + i - 1] = entry;
      }
    }
  }

  private static int slot(Frame frame) {
    return frame.body() + 1;
  }

  private void locate(Frame frame) {
    Flat.store(frame.origin().translation(), column, 0);
    locate(slot(frame), column, 0, point);
  }

  /** Position in the world of a point given in a body's frame: o + R p. */
  void locate(int slot, double[] local, int i, double[] out) {
    Flat.multiply3(R, 9 * slot, local, i, out, 0);
    for (int e = 0; e < 3; e++) {
      out[e] += o[3 * slot + e];
    }
  }

  /** Linear part of a spatial motion at {@link #point}: m₀ + ω × p. */
  private void velocityAtPoint(double[] motion, int i, double[] out) {
    System.arraycopy(motion, i + 3, out, 0, 3);
    Flat.addCross(1, motion, i, point, 0, out, 0);
  }

  private void storeColumn(double[] from, int i, DMatrixRMaj J, int joint) {
    J.data[joint] = from[i];
    J.data[n + joint] = from[i + 1];
    J.data[2 * n + joint] = from[i + 2];
  }
}
