package dev.trammel.controller.robot;

/** A primitive shape for collisions and pictures, placed in its body's frame. Sizes in m. */
public sealed interface Shape {

  Transform origin();

  /** This shape as seen from the frame in which its own frame is {@code placement}. */
  Shape seenThrough(Transform placement);

  /** @param size full lengths along x, y and z */
  record Box(Transform origin, Vector3 size) implements Shape {

    @Override
    public Box seenThrough(Transform placement) {
      return new Box(placement.then(origin), size);
    }
  }

  record Sphere(Transform origin, double radius) implements Shape {

    @Override
    public Sphere seenThrough(Transform placement) {
      return new Sphere(placement.then(origin), radius);
    }
  }

  /** Along z, centred. */
  record Cylinder(Transform origin, double radius, double length) implements Shape {

    @Override
    public Cylinder seenThrough(Transform placement) {
      return new Cylinder(placement.then(origin), radius, length);
    }
  }
}
