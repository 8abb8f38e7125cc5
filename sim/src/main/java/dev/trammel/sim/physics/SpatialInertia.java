package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Vector3;

/** How a rigid body, or several moving as one, resist motion; about the world's origin. Mutable. */
final class SpatialInertia {

  private double mass;

  /** First moment: mass times centre [kg·m]. */
  private double hx;

  private double hy;
  private double hz;

  /** Rotational inertia about the origin [kg·m²]. */
  private double xx;

  private double yy;
  private double zz;
  private double xy;
  private double xz;
  private double yz;

  void set(SpatialInertia other) {
    mass = other.mass;
    hx = other.hx;
    hy = other.hy;
    hz = other.hz;
    xx = other.xx;
    yy = other.yy;
    zz = other.zz;
    xy = other.xy;
    xz = other.xz;
    yz = other.yz;
  }

  void add(SpatialInertia other) {
    mass += other.mass;
    hx += other.hx;
    hy += other.hy;
    hz += other.hz;
    xx += other.xx;
    yy += other.yy;
    zz += other.zz;
    xy += other.xy;
    xz += other.xz;
    yz += other.yz;
  }

  /**
   * Sets the inertia of one body: I = R diag(i₁, i₂, i₃) Rᵀ + m (cᵀc 1 − c cᵀ).
   *
   * @param moments i₁, i₂, i₃, principal moments of inertia [kg·m²]
   * @param pose of the principal axes, centred in the centre of mass c; not modified
   */
  void set(double mass, Vector3 moments, Pose pose) {
    double i1 = moments.x();
    double i2 = moments.y();
    double i3 = moments.z();
    this.mass = mass;
    hx = mass * pose.x;
    hy = mass * pose.y;
    hz = mass * pose.z;
    double a1 = i1 * pose.xx;
    double a2 = i2 * pose.xy;
    double a3 = i3 * pose.xz;
    double b1 = i1 * pose.yx;
    double b2 = i2 * pose.yy;
    double b3 = i3 * pose.yz;
    xx = a1 * pose.xx + a2 * pose.xy + a3 * pose.xz + hy * pose.y + hz * pose.z;
    xy = a1 * pose.yx + a2 * pose.yy + a3 * pose.yz - hx * pose.y;
    xz = a1 * pose.zx + a2 * pose.zy + a3 * pose.zz - hx * pose.z;
    yy = b1 * pose.yx + b2 * pose.yy + b3 * pose.yz + hx * pose.x + hz * pose.z;
    yz = b1 * pose.zx + b2 * pose.zy + b3 * pose.zz - hy * pose.z;
    zz = i1 * pose.zx * pose.zx
        + i2 * pose.zy * pose.zy
        + i3 * pose.zz * pose.zz
        + hx * pose.x
        + hy * pose.y;
  }

  /**
   * Momentum of a motion: L = I ω + h × v, p = m v − h × ω.
   *
   * @param momentum receives it; modified
   */
  void times(Spatial motion, Spatial momentum) {
    double wx = motion.ax;
    double wy = motion.ay;
    double wz = motion.az;
    double vx = motion.lx;
    double vy = motion.ly;
    double vz = motion.lz;
    momentum.ax = xx * wx + xy * wy + xz * wz + hy * vz - hz * vy;
    momentum.ay = xy * wx + yy * wy + yz * wz + hz * vx - hx * vz;
    momentum.az = xz * wx + yz * wy + zz * wz + hx * vy - hy * vx;
    momentum.lx = mass * vx - hy * wz + hz * wy;
    momentum.ly = mass * vy - hz * wx + hx * wz;
    momentum.lz = mass * vz - hx * wy + hy * wx;
  }
}
