package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Matrix3;

/** Rotations as unit quaternions w, x, y, z. */
final class Quaternions {

  private Quaternions() {}

  /** Sets the quaternion of a rotation, by the greatest of its four components. */
  static void of(Matrix3 r, double[] out) {
    double trace = r.xx() + r.yy() + r.zz();
    if (trace > 0) {
      set(out, 1 + trace, r.zy() - r.yz(), r.xz() - r.zx(), r.yx() - r.xy());
    } else if (r.xx() >= r.yy() && r.xx() >= r.zz()) {
      double x = 1 + r.xx() - r.yy() - r.zz();
      set(out, r.zy() - r.yz(), x, r.xy() + r.yx(), r.xz() + r.zx());
    } else if (r.yy() >= r.zz()) {
      double y = 1 - r.xx() + r.yy() - r.zz();
      set(out, r.xz() - r.zx(), r.xy() + r.yx(), y, r.yz() + r.zy());
    } else {
      double z = 1 - r.xx() - r.yy() + r.zz();
      set(out, r.yx() - r.xy(), r.xz() + r.zx(), r.yz() + r.zy(), z);
    }
  }

  /** Sets exp(θ) q for a rotation vector θ in the world [rad]; out may not be q. */
  static void turn(double[] q, double x, double y, double z, double[] out) {
    double angle = Math.sqrt(x * x + y * y + z * z);
    double cos = Math.cos(0.5 * angle);
    double s = angle > 1e-6 ? Math.sin(0.5 * angle) / angle : 0.5 - angle * angle / 48;
    double dx = s * x;
    double dy = s * y;
    double dz = s * z;
    set(
        out,
        cos * q[0] - dx * q[1] - dy * q[2] - dz * q[3],
        cos * q[1] + dx * q[0] + dy * q[3] - dz * q[2],
        cos * q[2] + dy * q[0] + dz * q[1] - dx * q[3],
        cos * q[3] + dz * q[0] + dx * q[2] - dy * q[1]);
  }

  private static void set(double[] out, double w, double x, double y, double z) {
    double scale = 1 / Math.sqrt(w * w + x * x + y * y + z * z);
    out[0] = scale * w;
    out[1] = scale * x;
    out[2] = scale * y;
    out[3] = scale * z;
  }
}
