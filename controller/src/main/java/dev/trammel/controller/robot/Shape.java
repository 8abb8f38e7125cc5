package dev.trammel.controller.robot;

/** A primitive shape for collisions and pictures, placed in its body's frame. Sizes in m. */
public sealed interface Shape {

  Transform origin();

  /** @param size full lengths along x, y and z */
  record Box(Transform origin, Vector3 size) implements Shape {}

  record Sphere(Transform origin, double radius) implements Shape {}

  /** Along z, centred. */
  record Cylinder(Transform origin, double radius, double length) implements Shape {}
}
