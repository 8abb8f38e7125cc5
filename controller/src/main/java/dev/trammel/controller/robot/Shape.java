package dev.trammel.controller.robot;

/** A convex shape for collisions and pictures, placed in its body's frame. Sizes in m. */
public sealed interface Shape extends Geometry {

  /** This shape as seen from the frame in which its own frame is {@code placement}. */
  @Override
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

  /**
   * A cylinder between two half spheres, along z, centred.
   *
   * @param length of the cylinder alone, between the centres of the half spheres
   */
  record Capsule(Transform origin, double radius, double length) implements Shape {

    @Override
    public Capsule seenThrough(Transform placement) {
      return new Capsule(placement.then(origin), radius, length);
    }
  }

  /**
   * What lies within a convex surface.
   *
   * @param surface closed; only vertices that are corners of it
   */
  record Hull(Transform origin, TriangleMesh surface) implements Shape {

    @Override
    public Hull seenThrough(Transform placement) {
      return new Hull(placement.then(origin), surface);
    }
  }
}
