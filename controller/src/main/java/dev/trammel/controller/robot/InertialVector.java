package dev.trammel.controller.robot;

/**
 * An inertia as the ten numbers in which a robot's equations of motion are linear, in the body's
 * frame and about its origin:
 *
 * <pre>  m, m cx, m cy, m cz, Ixx, Iyy, Izz, Ixy, Ixz, Iyz</pre>
 */
public final class InertialVector {

  /** Numbers per body. */
  public static final int SIZE = 10;

  private InertialVector() {}

  /**
   * Writes an inertia down.
   *
   * @param out receives the ten from index {@code at} on; modified
   */
  public static void write(Inertia inertia, double[] out, int at) {
    Vector3 c = inertia.centre();
    Matrix3 I = inertia.rotational();
    double m = inertia.mass();
    out[at] = m;
    Flat.store(c.times(m), out, at + 1);
    // about the origin: I + m (c·c 1 − c cᵀ)
    out[at + 4] = I.xx() + m * (c.y() * c.y() + c.z() * c.z());
    out[at + 5] = I.yy() + m * (c.x() * c.x() + c.z() * c.z());
    out[at + 6] = I.zz() + m * (c.x() * c.x() + c.y() * c.y());
    out[at + 7] = I.xy() - m * c.x() * c.y();
    out[at + 8] = I.xz() - m * c.x() * c.z();
    out[at + 9] = I.yz() - m * c.y() * c.z();
  }

  /**
   * Reads one.
   *
   * @param from ten numbers from index {@code at} on, the first of them positive; not modified
   */
  public static Inertia read(double[] from, int at) {
    double m = from[at];
    if (!(m > 0)) {
      throw new IllegalArgumentException("mass must be positive, was " + m);
    }
    double x = from[at + 1] / m;
    double y = from[at + 2] / m;
    double z = from[at + 3] / m;
    return new Inertia(
        m,
        new Vector3(x, y, z),
        Matrix3.symmetric(
            from[at + 4] - m * (y * y + z * z),
            from[at + 5] - m * (x * x + z * z),
            from[at + 6] - m * (x * x + y * y),
            from[at + 7] + m * x * y,
            from[at + 8] + m * x * z,
            from[at + 9] + m * y * z));
  }

  /** Of all bodies of a robot, one after the other: 10n. */
  public static double[] of(RobotModel robot) {
    double[] all = new double[SIZE * robot.degreesOfFreedom()];
    for (int body = 0; body < robot.degreesOfFreedom(); body++) {
      write(robot.bodies().get(body).inertia(), all, SIZE * body);
    }
    return all;
  }
}
