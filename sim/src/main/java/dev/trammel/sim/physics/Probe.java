package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Vector3;

/** A point fixed to a body, whose place and velocity can be asked for. */
public final class Probe {

  private final Simulation simulation;
  private final BodyState body;
  private final Vector3 point;

  /** @param point along the body's principal axes, from its centre of mass [m] */
  Probe(Simulation simulation, BodyState body, Vector3 point) {
    this.simulation = simulation;
    this.body = body;
    this.point = point;
  }

  /**
   * Where the point is in the world [m].
   *
   * @param axis 0, 1, 2 for x, y, z
   */
  public double position(int axis) {
    simulation.measure();
    Pose pose = body.pose;
    return switch (axis) {
      case 0 -> pose.x + pose.turnedX(point);
      case 1 -> pose.y + pose.turnedY(point);
      default -> pose.z + pose.turnedZ(point);
    };
  }

  /**
   * How the point moves in the world [m/s].
   *
   * @param axis 0, 1, 2 for x, y, z
   */
  public double velocity(int axis) {
    double x = position(0);
    double y = position(1);
    double z = position(2);
    Spatial v = body.motion;
    return switch (axis) {
      case 0 -> v.lx + v.ay * z - v.az * y;
      case 1 -> v.ly + v.az * x - v.ax * z;
      default -> v.lz + v.ax * y - v.ay * x;
    };
  }
}
