package dev.trammel.controller.robot;

/** A 3×3 matrix, row by row: a rotation or an inertia. */
public record Matrix3(
    double xx,
    double xy,
    double xz,
    double yx,
    double yy,
    double yz,
    double zx,
    double zy,
    double zz) {

  public static final Matrix3 IDENTITY = diagonal(1, 1, 1);

  public static Matrix3 diagonal(double x, double y, double z) {
    return new Matrix3(x, 0, 0, 0, y, 0, 0, 0, z);
  }

  public static Matrix3 symmetric(
      double xx, double yy, double zz, double xy, double xz, double yz) {
    return new Matrix3(xx, xy, xz, xy, yy, yz, xz, yz, zz);
  }

  /** Rotation by fixed-axis roll, pitch and yaw [rad], as in URDF: Rz(yaw) Ry(pitch) Rx(roll). */
  public static Matrix3 rollPitchYaw(double roll, double pitch, double yaw) {
    return rotation(new Vector3(0, 0, 1), yaw)
        .times(rotation(new Vector3(0, 1, 0), pitch))
        .times(rotation(new Vector3(1, 0, 0), roll));
  }

  /** Rotation about a unit axis [rad], by Rodrigues' formula. */
  public static Matrix3 rotation(Vector3 axis, double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double v = 1 - c;
    double x = axis.x();
    double y = axis.y();
    double z = axis.z();
    return new Matrix3(
        c + x * x * v,
        x * y * v - z * s,
        x * z * v + y * s,
        y * x * v + z * s,
        c + y * y * v,
        y * z * v - x * s,
        z * x * v - y * s,
        z * y * v + x * s,
        c + z * z * v);
  }

  public Vector3 times(Vector3 v) {
    return new Vector3(
        xx * v.x() + xy * v.y() + xz * v.z(),
        yx * v.x() + yy * v.y() + yz * v.z(),
        zx * v.x() + zy * v.y() + zz * v.z());
  }

  public Matrix3 times(Matrix3 b) {
    return new Matrix3(
        xx * b.xx + xy * b.yx + xz * b.zx,
        xx * b.xy + xy * b.yy + xz * b.zy,
        xx * b.xz + xy * b.yz + xz * b.zz,
        yx * b.xx + yy * b.yx + yz * b.zx,
        yx * b.xy + yy * b.yy + yz * b.zy,
        yx * b.xz + yy * b.yz + yz * b.zz,
        zx * b.xx + zy * b.yx + zz * b.zx,
        zx * b.xy + zy * b.yy + zz * b.zy,
        zx * b.xz + zy * b.yz + zz * b.zz);
  }

  public Matrix3 plus(Matrix3 b) {
    return new Matrix3(
        xx + b.xx, xy + b.xy, xz + b.xz, yx + b.yx, yy + b.yy, yz + b.yz, zx + b.zx, zy + b.zy,
        zz + b.zz);
  }

  public Matrix3 times(double factor) {
    return new Matrix3(
        factor * xx,
        factor * xy,
        factor * xz,
        factor * yx,
        factor * yy,
        factor * yz,
        factor * zx,
        factor * zy,
        factor * zz);
  }

  public Matrix3 transposed() {
    return new Matrix3(xx, yx, zx, xy, yy, zy, xz, yz, zz);
  }
}
