package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/** One scalar sensor of a robot: what it measures and how badly. */
public sealed interface SensorSettings {

  Quantity quantity();

  SensorErrors errors();

  /** What is measured of a joint or a point. */
  enum Quantity {
    /** [rad] or [m]. */
    POSITION,
    /** [rad/s] or [m/s]. */
    VELOCITY
  }

  /**
   * An encoder or a tachometer.
   *
   * @param joint index of the joint, unwrapped where it turns
   */
  record JointSensor(Quantity quantity, int joint, SensorErrors errors) implements SensorSettings {

    public JointSensor {
      Require.atLeast(joint, 0, "joint");
    }
  }

  /**
   * One coordinate of a link's origin, in the world's frame.
   *
   * @param link name of the URDF link
   * @param axis 0, 1 or 2 for x, y or z
   */
  record PointSensor(Quantity quantity, String link, int axis, SensorErrors errors)
      implements SensorSettings {

    public PointSensor {
      Require.inRange(axis, 0, 2, "axis");
    }
  }
}
