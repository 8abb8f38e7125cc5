package dev.trammel.controller.robot;

import java.util.Optional;

/**
 * The convex hull of a cloud of points, by Quickhull (Barber, Dobkin, Huhdanpaa 1996) with the
 * farthest of all points first.
 *
 * <p>Points nearer to the hull than a part in 10⁶ of the cloud's extent count as inside, so
 * rounding and nearly flat faces leave no slivers. With the farthest point first, stopping at a
 * number of vertices leaves a hull that is inside the full one by {@link #excess} at most.
 *
 * @param surface closed, of triangles; every vertex is one of the points
 * @param excess how far the farthest point stands out of a face [m]
 */
public record ConvexHull(TriangleMesh surface, double excess) {

  /** Points nearer to a face than this count as on it, as a share of the cloud's extent. */
  static final double TOLERANCE = 1e-6;

  /**
   * The hull of some points.
   *
   * @param points three coordinates each [m]; not modified
   * @param mostVertices at least 4; a larger hull is made simpler
   * @return empty if the points have no volume: all in one plane, within the tolerance
   */
  public static Optional<ConvexHull> of(double[] points, int mostVertices) {
    if (mostVertices < 4 || points.length % 3 != 0) {
      throw new IllegalArgumentException("a hull must have at least 4 vertices and coordinates in"
          + " threes, were " + mostVertices + " and " + points.length);
    }
    for (double coordinate : points) {
      if (!(Math.abs(coordinate) <= MeshBuilder.LARGEST)) {
        throw new IllegalArgumentException("coordinates must be in [-" + MeshBuilder.LARGEST + ", "
            + MeshBuilder.LARGEST + "], one was " + coordinate);
      }
    }
    return new QuickHull(points).grow(mostVertices);
  }
}
