package dev.trammel.controller.robot;

/**
 * The one degree of freedom between a body and its parent.
 *
 * @param axis unit vector in the body's frame
 * @param origin the body's frame at position 0, seen from the parent's frame
 * @param lower least position [rad or m], −∞ for a continuous joint
 * @param upper greatest position [rad or m], +∞ for a continuous joint
 * @param effort greatest effort of the actuator [N·m or N], 0 for a joint without one, +∞ where not
 *     given
 * @param velocity greatest speed [rad/s or m/s], +∞ where not given; not enforced by the dynamics
 * @param damping viscous friction [N·m·s/rad or N·s/m]
 * @param friction dry friction [N·m or N]
 */
public record Joint(
    String name,
    JointType type,
    Vector3 axis,
    Transform origin,
    double lower,
    double upper,
    double effort,
    double velocity,
    double damping,
    double friction) {

  public Joint {
    if (Math.abs(axis.norm() - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "axis of joint " + name + " must have length 1, had " + axis.norm());
    }
    if (!(lower < upper)) {
      throw new IllegalArgumentException("limits of joint " + name
          + " must satisfy lower < upper, were " + lower + " and " + upper);
    }
    if (!(effort >= 0) || !(velocity >= 0)) {
      throw new IllegalArgumentException("effort and velocity of joint " + name
          + " must be at least 0, were " + effort + " and " + velocity);
    }
    if (!(damping >= 0) || !(friction >= 0)) {
      throw new IllegalArgumentException("damping and friction of joint " + name
          + " must be at least 0, were " + damping + " and " + friction);
    }
  }

  /** The same joint at another place. */
  Joint withOrigin(Transform newOrigin) {
    return new Joint(
        name, type, axis, newOrigin, lower, upper, effort, velocity, damping, friction);
  }

  /**
   * The same joint, turning or sliding less or more easily.
   *
   * @param newDamping [N·m·s/rad or N·s/m]
   * @param newFriction [N·m or N]
   */
  public Joint withResistance(double newDamping, double newFriction) {
    return new Joint(
        name, type, axis, origin, lower, upper, effort, velocity, newDamping, newFriction);
  }
}
