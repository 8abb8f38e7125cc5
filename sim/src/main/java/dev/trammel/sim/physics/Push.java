package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Vector3;

/** What pushes a body from outside during the next step; pushes add. Mutable. */
final class Push {

  private double fx;
  private double fy;
  private double fz;

  /** About the body's centre of mass. */
  private double tx;

  private double ty;
  private double tz;

  private boolean on;

  /**
   * Adds a force.
   *
   * @param pose where the body is, its origin in the centre of mass
   * @param point seen from the pose [m]
   * @param force in the world [N]
   */
  void add(Pose pose, Vector3 point, Vector3 force) {
    double x = pose.turnedX(point);
    double y = pose.turnedY(point);
    double z = pose.turnedZ(point);
    fx += force.x();
    fy += force.y();
    fz += force.z();
    tx += y * force.z() - z * force.y();
    ty += z * force.x() - x * force.z();
    tz += x * force.y() - y * force.x();
    on = true;
  }

  void clear() {
    if (on) {
      fx = fy = fz = 0;
      tx = ty = tz = 0;
      on = false;
    }
  }

  boolean isOn() {
    return on;
  }

  /** Sets the wrench about a point from which the centre of mass is at x, y, z [m]. */
  void wrench(double x, double y, double z, Spatial out) {
    out.lx = fx;
    out.ly = fy;
    out.lz = fz;
    out.ax = tx + y * fz - z * fy;
    out.ay = ty + z * fx - x * fz;
    out.az = tz + x * fy - y * fx;
  }
}
