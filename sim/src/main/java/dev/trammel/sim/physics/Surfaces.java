package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Vector3;

/** The surfaces of the shapes that a robot can have. */
final class Surfaces {

  /** Corners that stand for the round end of a cylinder. */
  private static final int CORNERS = 8;

  private static final double[] COS = new double[CORNERS];
  private static final double[] SIN = new double[CORNERS];

  static {
    for (int i = 0; i < CORNERS; i++) {
      COS[i] = StrictMath.cos(2 * Math.PI * i / CORNERS);
      SIN[i] = StrictMath.sin(2 * Math.PI * i / CORNERS);
    }
  }

  private Surfaces() {}

  static Surface of(Shape shape) {
    if (shape instanceof Shape.Box box) {
      Vector3 half = box.size().times(0.5);
      return (x, y, z, out) -> box(half, x, y, z, out);
    }
    if (shape instanceof Shape.Sphere sphere) {
      double r = sphere.radius();
      return (x, y, z, out) -> {
        out.clear();
        out.add(r * x, r * y, r * z);
      };
    }
    if (shape instanceof Shape.Cylinder cylinder) {
      return (x, y, z, out) -> cylinder(cylinder.radius(), 0.5 * cylinder.length(), x, y, z, out);
    }
    if (shape instanceof Shape.Capsule capsule) {
      double half = 0.5 * capsule.length();
      double r = capsule.radius();
      return (x, y, z, out) -> {
        out.clear();
        out.add(r * x, r * y, half + r * z);
        out.add(r * x, r * y, -half + r * z);
      };
    }
    return new HullSurface(((Shape.Hull) shape).surface());
  }

  private static void box(Vector3 half, double x, double y, double z, Polygon out) {
    out.clear();
    double ax = Math.abs(x);
    double ay = Math.abs(y);
    double az = Math.abs(z);
    double hx = half.x();
    double hy = half.y();
    double hz = half.z();
    if (ax >= ay && ax >= az) {
      double s = Math.signum(x);
      out.add(s * hx, -hy, -hz);
      out.add(s * hx, s * hy, -s * hz);
      out.add(s * hx, hy, hz);
      out.add(s * hx, -s * hy, s * hz);
      out.setNormal(s, 0, 0);
    } else if (ay >= az) {
      double s = Math.signum(y);
      out.add(-hx, s * hy, -hz);
      out.add(-s * hx, s * hy, s * hz);
      out.add(hx, s * hy, hz);
      out.add(s * hx, s * hy, -s * hz);
      out.setNormal(0, s, 0);
    } else {
      double s = Math.signum(z);
      out.add(-hx, -hy, s * hz);
      out.add(s * hx, -s * hy, s * hz);
      out.add(hx, hy, s * hz);
      out.add(-s * hx, s * hy, s * hz);
      out.setNormal(0, 0, s);
    }
  }

  /** An end where the direction is within 60° of the axis, else a line along the side. */
  private static void cylinder(double r, double half, double x, double y, double z, Polygon out) {
    out.clear();
    double across = Math.sqrt(x * x + y * y);
    double ex = across > 1e-9 ? x / across : 1;
    double ey = across > 1e-9 ? y / across : 0;
    if (Math.abs(z) < 0.5) {
      out.add(r * ex, r * ey, half);
      out.add(r * ex, r * ey, -half);
      return;
    }
    // the first corner is the one that reaches furthest
    double s = Math.signum(z);
    for (int i = 0; i < CORNERS; i++) {
      double sin = s * SIN[i];
      out.add(r * (ex * COS[i] - ey * sin), r * (ey * COS[i] + ex * sin), s * half);
    }
    out.setNormal(0, 0, s);
  }
}
