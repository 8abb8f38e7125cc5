package dev.trammel.controller.robot;

import java.util.List;

/**
 * The root link and all that is fixed to it, in the root link's frame. It stands still in the world
 * unless somebody lets the whole robot move.
 *
 * @param inertia may be {@link Inertia#NONE}: a base that stands still needs none
 * @param shapes for collisions
 * @param visuals for pictures
 */
public record Base(Inertia inertia, List<Shape> shapes, List<Visual> visuals) {

  public Base {
    shapes = List.copyOf(shapes);
    visuals = List.copyOf(visuals);
  }

  /** One that is neither seen nor hit. */
  public static Base empty() {
    return new Base(Inertia.NONE, List.of(), List.of());
  }
}
