package dev.trammel.sim.physics;

import com.bulletphysics.dynamics.RigidBody;
import com.bulletphysics.linearmath.Transform;
import dev.trammel.controller.robot.Vector3;

/** Where a body's principal axes and its centre of mass are in the world [m]. Mutable. */
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

  private final Transform transform = new Transform();

  /** Reads where JBullet has a body. */
  void read(RigidBody body) {
    body.getCenterOfMassTransform(transform);
    xx = transform.basis.m00;
    xy = transform.basis.m01;
    xz = transform.basis.m02;
    yx = transform.basis.m10;
    yy = transform.basis.m11;
    yz = transform.basis.m12;
    zx = transform.basis.m20;
    zy = transform.basis.m21;
    zz = transform.basis.m22;
    x = transform.origin.x * Units.METRES;
    y = transform.origin.y * Units.METRES;
    z = transform.origin.z * Units.METRES;
  }

  /** x-component in the world of a direction fixed to the body. */
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
