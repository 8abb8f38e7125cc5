package dev.trammel.controller.robot;

/**
 * Any surface of triangles, for pictures only.
 *
 * @param origin of the mesh's frame, in the body's frame
 */
public record Surface(Transform origin, TriangleMesh mesh) implements Geometry {

  @Override
  public Surface seenThrough(Transform placement) {
    return new Surface(placement.then(origin), mesh);
  }
}
