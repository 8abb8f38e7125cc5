package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Vector3;
import org.jspecify.annotations.Nullable;

/** A point fixed to a body, whose place and velocity can be asked for. */
public final class Probe {

  private final Simulation simulation;
  private final Mover body;
  private final Spatial motion;
  private final Vector3 point;

  /**
   * @param motion of the robot's link where the body is one, and of the ground else
   * @param point seen from the mover's pose [m]
   */
  Probe(Simulation simulation, Mover body, Spatial motion, Vector3 point) {
    this.simulation = simulation;
    this.body = body;
    this.motion = motion;
    this.point = point;
  }

  /**
   * Where the point is in the world [m].
   *
   * @param axis 0, 1, 2 for x, y, z
   */
  public double position(int axis) {
    simulation.measure();
    Pose pose = body.pose();
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
    @Nullable FreeBody free = body.free();
    if (free != null) {
      double[] v = free.velocity;
      Pose c = free.pose;
      return velocity(axis, v, x - c.x, y - c.y, z - c.z);
    }
    Spatial v = motion;
    return switch (axis) {
      case 0 -> v.lx + v.ay * z - v.az * y;
      case 1 -> v.ly + v.az * x - v.ax * z;
      default -> v.lz + v.ax * y - v.ay * x;
    };
  }

  private static double velocity(int axis, double[] v, double x, double y, double z) {
    return switch (axis) {
      case 0 -> v[3] + v[1] * z - v[2] * y;
      case 1 -> v[4] + v[2] * x - v[0] * z;
      default -> v[5] + v[0] * y - v[1] * x;
    };
  }
}
