package dev.trammel.sim.physics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How fast two bodies part at a point along a direction, v = J u, and how an impulse there changes
 * the velocities, Δu = B λ with B = M⁻¹ Jᵀ. Of up to three movers: the robot and two free bodies.
 */
final class ContactRow {

  /** Change of v per impulse, J B. */
  double response;

  private final RobotTree robot;
  private boolean onRobot;
  private final double[] J;
  private final double[] B;
  private @Nullable FreeBody first;
  private @Nullable FreeBody second;
  private final double[] firstJ = new double[6];
  private final double[] firstB = new double[6];
  private final double[] secondJ = new double[6];
  private final double[] secondB = new double[6];

  ContactRow(RobotTree robot) {
    this.robot = robot;
    J = new double[robot.n];
    B = new double[robot.n];
  }

  /** Sets J for the first body's velocity less the second's, at a point along a direction. */
  void set(Mover one, Mover other, double x, double y, double z, double dx, double dy, double dz) {
    onRobot = one.link() >= 0 || other.link() >= 0;
    if (onRobot) {
      Arrays.fill(J, 0);
      addLink(1, one.link(), x, y, z, dx, dy, dz);
      addLink(-1, other.link(), x, y, z, dx, dy, dz);
    }
    first = one.free();
    if (first != null) {
      setFree(1, first.pose, firstJ, x, y, z, dx, dy, dz);
    }
    second = other.free();
    if (second != null) {
      setFree(-1, second.pose, secondJ, x, y, z, dx, dy, dz);
    }
  }

  private void addLink(
      double sign, int link, double x, double y, double z, double dx, double dy, double dz) {
    double ax = y * dz - z * dy;
    double ay = z * dx - x * dz;
    double az = x * dy - y * dx;
    for (int i = link; i >= 0; i = robot.parent(i)) {
      Spatial s = robot.link(i).free;
      J[i] += sign * (ax * s.ax + ay * s.ay + az * s.az + dx * s.lx + dy * s.ly + dz * s.lz);
    }
  }

  private static void setFree(
      double sign,
      Pose centre,
      double[] J,
      double x,
      double y,
      double z,
      double dx,
      double dy,
      double dz) {
    double rx = x - centre.x;
    double ry = y - centre.y;
    double rz = z - centre.z;
    J[0] = sign * (ry * dz - rz * dy);
    J[1] = sign * (rz * dx - rx * dz);
    J[2] = sign * (rx * dy - ry * dx);
    J[3] = sign * dx;
    J[4] = sign * dy;
    J[5] = sign * dz;
  }

  /** Sets B by the present mass matrices. */
  void respond() {
    response = 0;
    if (onRobot) {
      System.arraycopy(J, 0, B, 0, J.length);
      robot.respond(B);
      response = dot(J, B);
    }
    if (first != null) {
      first.respond(firstJ, firstB);
      response += dot(firstJ, firstB);
    }
    if (second != null) {
      second.respond(secondJ, secondB);
      response += dot(secondJ, secondB);
    }
  }

  /** Change of this row's v per impulse on another row of the same contact. */
  double response(ContactRow other) {
    double sum = onRobot ? dot(J, other.B) : 0;
    if (first != null) {
      sum += dot(firstJ, other.firstB);
    }
    if (second != null) {
      sum += dot(secondJ, other.secondB);
    }
    return sum;
  }

  /** v at the velocities of the step's end, as far as they are known. */
  double velocity() {
    double v = onRobot ? dot(J, robot.next) : 0;
    if (first != null) {
      v += dot(firstJ, first.next);
    }
    if (second != null) {
      v += dot(secondJ, second.next);
    }
    return v;
  }

  /** Applies an impulse. */
  void push(double impulse) {
    if (onRobot) {
      add(impulse, B, robot.next);
    }
    if (first != null) {
      add(impulse, firstB, first.next);
    }
    if (second != null) {
      add(impulse, secondB, second.next);
    }
  }

  /** Adds what an impulse does to the robot's joints, Jᵀλ. */
  void addJointImpulse(double impulse, double[] out) {
    if (onRobot) {
      add(impulse, J, out);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double factor, double[] a, double[] out) {
    for (int i = 0; i < a.length; i++) {
      out[i] += factor * a[i];
    }
  }
}
