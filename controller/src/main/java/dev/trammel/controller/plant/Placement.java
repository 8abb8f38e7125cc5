package dev.trammel.controller.plant;

/**
 * Where an object beside the robot stands when an episode begins.
 *
 * @param object its name
 * @param x of the object's origin, in the world [m]
 * @param y of the object's origin [m]
 * @param z of the object's origin [m]
 * @param roll about the world's x-axis, first [rad]
 * @param pitch about the world's y-axis, second [rad]
 * @param yaw about the world's z-axis, third [rad]
 */
public record Placement(
    String object, double x, double y, double z, double roll, double pitch, double yaw) {

  public Placement {
    if (!Double.isFinite(x + y + z + roll + pitch + yaw)) {
      throw new IllegalArgumentException("the place of object '" + object
          + "' must be finite, was " + x + ", " + y + ", " + z + " turned by " + roll + ", " + pitch
          + ", " + yaw);
    }
  }

  /** At a place, turned as the object is in its own description. */
  public static Placement at(String object, double x, double y, double z) {
    return new Placement(object, x, y, z, 0, 0, 0);
  }

  /** x, y, z, roll, pitch, yaw. */
  public double[] numbers() {
    return new double[] {x, y, z, roll, pitch, yaw};
  }
}
