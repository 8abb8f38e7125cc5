package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/** One scalar sensor of a robot and the objects beside it: what it measures and how badly. */
public sealed interface SensorSettings {

  Quantity quantity();

  SensorErrors errors();

  /** What is measured of a joint, a point or a body. */
  enum Quantity {
    /** [rad] or [m]. */
    POSITION,
    /** [rad/s] or [m/s]. */
    VELOCITY,
    /** [N], of contacts alone. */
    FORCE
  }

  /**
   * An encoder or a tachometer.
   *
   * @param joint index of the joint, unwrapped where it turns
   */
  record JointSensor(Quantity quantity, int joint, SensorErrors errors) implements SensorSettings {

    public JointSensor {
      requireMotion(quantity);
      Require.atLeast(joint, 0, "joint");
    }
  }

  /**
   * One coordinate of the origin of a link or object, in the world's frame.
   *
   * @param link name of the URDF link, or of the object
   * @param axis 0, 1 or 2 for x, y or z
   */
  record PointSensor(Quantity quantity, String link, int axis, SensorErrors errors)
      implements SensorSettings {

    public PointSensor {
      requireMotion(quantity);
      Require.inRange(axis, 0, 2, "axis");
    }
  }

  /**
   * What all contacts press on a body, in the world's frame: the mean over the last period [N].
   *
   * @param body name of a URDF link, which stands for all that is fixed to it, or of an object
   * @param axis 0, 1 or 2 for x, y or z
   */
  record ContactSensor(String body, int axis, SensorErrors errors) implements SensorSettings {

    public ContactSensor {
      Require.inRange(axis, 0, 2, "axis");
    }

    @Override
    public Quantity quantity() {
      return Quantity.FORCE;
    }
  }

  private static void requireMotion(Quantity quantity) {
    if (quantity == Quantity.FORCE) {
      throw new IllegalArgumentException("a force must be measured by a contact sensor");
    }
  }
}
