package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;

/** Where a frame is in the world: its axes, as columns of a rotation, and its origin [m]. Mutable. */
final class Pose {

  double xx = 1;
  double xy;
  double xz;
  double yx;
  double yy = 1;
  double yz;
  double zx;
  double zy;
  double zz = 1;
  double x;
  double y;
  double z;

  void set(Transform frame) {
    Matrix3 r = frame.rotation();
    xx = r.xx();
    xy = r.xy();
    xz = r.xz();
    yx = r.yx();
    yy = r.yy();
    yz = r.yz();
    zx = r.zx();
    zy = r.zy();
    zz = r.zz();
    x = frame.translation().x();
    y = frame.translation().y();
    z = frame.translation().z();
  }

  /** Sets the rotation of a unit quaternion. */
  void turn(double qw, double qx, double qy, double qz) {
    xx = 1 - 2 * (qy * qy + qz * qz);
    xy = 2 * (qx * qy - qw * qz);
    xz = 2 * (qx * qz + qw * qy);
    yx = 2 * (qx * qy + qw * qz);
    yy = 1 - 2 * (qx * qx + qz * qz);
    yz = 2 * (qy * qz - qw * qx);
    zx = 2 * (qx * qz - qw * qy);
    zy = 2 * (qy * qz + qw * qx);
    zz = 1 - 2 * (qx * qx + qy * qy);
  }

  /** Sets outer · inner. */
  void setProduct(Pose outer, Pose inner) {
    xx = outer.xx * inner.xx + outer.xy * inner.yx + outer.xz * inner.zx;
    xy = outer.xx * inner.xy + outer.xy * inner.yy + outer.xz * inner.zy;
    xz = outer.xx * inner.xz + outer.xy * inner.yz + outer.xz * inner.zz;
    yx = outer.yx * inner.xx + outer.yy * inner.yx + outer.yz * inner.zx;
    yy = outer.yx * inner.xy + outer.yy * inner.yy + outer.yz * inner.zy;
    yz = outer.yx * inner.xz + outer.yy * inner.yz + outer.yz * inner.zz;
    zx = outer.zx * inner.xx + outer.zy * inner.yx + outer.zz * inner.zx;
    zy = outer.zx * inner.xy + outer.zy * inner.yy + outer.zz * inner.zy;
    zz = outer.zx * inner.xz + outer.zy * inner.yz + outer.zz * inner.zz;
    x = outer.x + outer.xx * inner.x + outer.xy * inner.y + outer.xz * inner.z;
    y = outer.y + outer.yx * inner.x + outer.yy * inner.y + outer.yz * inner.z;
    z = outer.z + outer.zx * inner.x + outer.zy * inner.y + outer.zz * inner.z;
  }

  /** x-component in the world of a direction fixed to the frame. */
  double turnedX(Vector3 direction) {
    return xx * direction.x() + xy * direction.y() + xz * direction.z();
  }

  double turnedY(Vector3 direction) {
    return yx * direction.x() + yy * direction.y() + yz * direction.z();
  }

  double turnedZ(Vector3 direction) {
    return zx * direction.x() + zy * direction.y() + zz * direction.z();
  }
}
