package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.TriangleMesh;

/** Convex hulls for tests. */
final class Hulls {

  private Hulls() {}

  static Shape.Hull octahedron(double r) {
    double[] vertices = {r, 0, 0, -r, 0, 0, 0, r, 0, 0, -r, 0, 0, 0, r, 0, 0, -r};
    int[] triangles = {0, 2, 4, 2, 1, 4, 1, 3, 4, 3, 0, 4, 2, 0, 5, 1, 2, 5, 3, 1, 5, 0, 3, 5};
    return new Shape.Hull(Transform.IDENTITY, new TriangleMesh(vertices, triangles));
  }
}
