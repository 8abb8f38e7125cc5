package dev.trammel.controller.robot;

import java.util.List;

/**
 * A rigid body of a robot with the joint that carries it. Links that URDF fixes to it are part of
 * it.
 *
 * @param name of the URDF link that the joint carries
 * @param parent index of the parent body, less than this body's own; −1 for the world
 * @param joint to the parent
 * @param shapes for collisions, in the body's frame
 * @param visuals for pictures, in the body's frame
 */
public record Body(
    String name,
    int parent,
    Joint joint,
    Inertia inertia,
    List<Shape> shapes,
    List<Visual> visuals) {

  public Body {
    shapes = List.copyOf(shapes);
    visuals = List.copyOf(visuals);
  }

  /** A body that is not seen. */
  public Body(String name, int parent, Joint joint, Inertia inertia, List<Shape> shapes) {
    this(name, parent, joint, inertia, shapes, List.of());
  }

  /** The same body with another inertia. */
  public Body with(Inertia changed) {
    return new Body(name, parent, joint, changed, shapes, visuals);
  }

  /** The same body on another joint. */
  public Body with(Joint changed) {
    return new Body(name, parent, changed, inertia, shapes, visuals);
  }
}
