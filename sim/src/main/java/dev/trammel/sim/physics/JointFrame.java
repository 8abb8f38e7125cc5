package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;

/**
 * How a joint places its body against the parent, each seen along its own principal axes.
 *
 * <p>A turning joint's rotation is C₀ + C₁ cos q + C₂ sin q by Rodrigues' formula, and the body's
 * centre of mass is at d₀ + d₁ cos q + d₂ sin q; a sliding one's are C₀ and d₀ + d₁ q.
 */
final class JointFrame {

  final boolean turns;

  private final Vector3 axis;
  private final Vector3 anchor;

  /** C₀, C₁, C₂ row by row. */
  private final double[] c;

  /** d₀, d₁, d₂. */
  private final double[] d;

  /**
   * @param parent principal axes of the parent
   * @param own principal axes of the joint's body
   */
  JointFrame(Joint joint, Transform parent, Transform own) {
    turns = joint.type().rotates();
    Vector3 a = joint.axis();
    Matrix3 toParent = parent.rotation().transposed();
    Matrix3 turn = toParent.times(joint.origin().rotation());
    axis = turn.times(a);
    anchor = toParent.times(joint.origin().translation().minus(parent.translation()));
    Matrix3 along = Matrix3.symmetric(
        a.x() * a.x(), a.y() * a.y(), a.z() * a.z(), a.x() * a.y(), a.x() * a.z(), a.y() * a.z());
    Matrix3 across = Matrix3.IDENTITY.plus(along.times(-1));
    Matrix3 skew = new Matrix3(0, -a.z(), a.y(), a.z(), 0, -a.x(), -a.y(), a.x(), 0);
    Matrix3 still = turns ? along : Matrix3.IDENTITY;
    Matrix3 none = Matrix3.diagonal(0, 0, 0);
    Matrix3[] parts = {still, turns ? across : none, turns ? skew : none};
    c = new double[27];
    d = new double[9];
    for (int k = 0; k < 3; k++) {
      Matrix3 part = turn.times(parts[k]);
      store(part.times(own.rotation()), c, 9 * k);
      store(part.times(own.translation()), d, 3 * k);
    }
    Vector3 offset = turns ? Vector3.ZERO : axis;
    store(anchor.plus(new Vector3(d[0], d[1], d[2])), d, 0);
    store(offset.plus(new Vector3(d[3], d[4], d[5])), d, 3);
  }

  /** Sets the body's pose and the motion S that the joint leaves free. */
  void place(double q, Pose parent, Pose body, Spatial free) {
    double ux = parent.turnedX(axis);
    double uy = parent.turnedY(axis);
    double uz = parent.turnedZ(axis);
    if (turns) {
      turn(Math.cos(q), Math.sin(q), parent, body);
      double px = parent.x + parent.turnedX(anchor);
      double py = parent.y + parent.turnedY(anchor);
      double pz = parent.z + parent.turnedZ(anchor);
      free.ax = ux;
      free.ay = uy;
      free.az = uz;
      free.lx = py * uz - pz * uy;
      free.ly = pz * ux - px * uz;
      free.lz = px * uy - py * ux;
    } else {
      slide(q, parent, body);
      free.lx = ux;
      free.ly = uy;
      free.lz = uz;
    }
  }

  private void turn(double cos, double sin, Pose p, Pose body) {
    double[] c = this.c;
    double[] d = this.d;
    for (int column = 0; column < 3; column++) {
      double tx = c[column] + cos * c[9 + column] + sin * c[18 + column];
      double ty = c[column + 3] + cos * c[12 + column] + sin * c[21 + column];
      double tz = c[column + 6] + cos * c[15 + column] + sin * c[24 + column];
      setColumn(body, column, p, tx, ty, tz);
    }
    move(
        p,
        body,
        d[0] + cos * d[3] + sin * d[6],
        d[1] + cos * d[4] + sin * d[7],
        d[2] + cos * d[5] + sin * d[8]);
  }

  private void slide(double q, Pose p, Pose body) {
    for (int column = 0; column < 3; column++) {
      setColumn(body, column, p, c[column], c[column + 3], c[column + 6]);
    }
    move(p, body, d[0] + q * d[3], d[1] + q * d[4], d[2] + q * d[5]);
  }

  private static void setColumn(Pose body, int column, Pose p, double tx, double ty, double tz) {
    double x = p.xx * tx + p.xy * ty + p.xz * tz;
    double y = p.yx * tx + p.yy * ty + p.yz * tz;
    double z = p.zx * tx + p.zy * ty + p.zz * tz;
    if (column == 0) {
      body.xx = x;
      body.yx = y;
      body.zx = z;
    } else if (column == 1) {
      body.xy = x;
      body.yy = y;
      body.zy = z;
    } else {
      body.xz = x;
      body.yz = y;
      body.zz = z;
    }
  }

  private static void move(Pose p, Pose body, double tx, double ty, double tz) {
    body.x = p.x + p.xx * tx + p.xy * ty + p.xz * tz;
    body.y = p.y + p.yx * tx + p.yy * ty + p.yz * tz;
    body.z = p.z + p.zx * tx + p.zy * ty + p.zz * tz;
  }

  private static void store(Vector3 v, double[] out, int k) {
    out[k] = v.x();
    out[k + 1] = v.y();
    out[k + 2] = v.z();
  }

  private static void store(Matrix3 m, double[] out, int k) {
    store(new Vector3(m.xx(), m.xy(), m.xz()), out, k);
    store(new Vector3(m.yx(), m.yy(), m.yz()), out, k + 3);
    store(new Vector3(m.zx(), m.zy(), m.zz()), out, k + 6);
  }
}
