package dev.trammel.controller.robot;

import java.util.Arrays;

/**
 * A surface of triangles. Immutable.
 *
 * <p>Corners of a triangle stand counter-clockwise as seen from outside.
 */
public final class TriangleMesh {

  private final double[] vertices;
  private final int[] triangles;

  /**
   * Copies its arguments.
   *
   * @param vertices three coordinates each [m]; not modified
   * @param triangles three indices of vertices each; not modified
   */
  public TriangleMesh(double[] vertices, int[] triangles) {
    this.vertices = vertices.clone();
    this.triangles = triangles.clone();
    if (vertices.length % 3 != 0 || triangles.length % 3 != 0) {
      throw new IllegalArgumentException(
          "coordinates and corners of a mesh must come in threes, were " + vertices.length + " and "
              + triangles.length);
    }
    for (double coordinate : this.vertices) {
      if (!Double.isFinite(coordinate)) {
        throw new IllegalArgumentException(
            "coordinates of a mesh must be finite, one was " + coordinate);
      }
    }
    for (int corner : this.triangles) {
      if (corner < 0 || corner >= vertexCount()) {
        throw new IllegalArgumentException(
            "corners of a mesh must be in [0, " + (vertexCount() - 1) + "], one was " + corner);
      }
    }
  }

  public int vertexCount() {
    return vertices.length / 3;
  }

  public int triangleCount() {
    return triangles.length / 3;
  }

  public Vector3 vertex(int i) {
    return new Vector3(vertices[3 * i], vertices[3 * i + 1], vertices[3 * i + 2]);
  }

  /** Index of a triangle's corner 0, 1 or 2. */
  public int corner(int triangle, int i) {
    return triangles[3 * triangle + i];
  }

  /** A copy of all coordinates, three per vertex [m]. */
  public double[] vertices() {
    return vertices.clone();
  }

  /** A copy of all corners, three per triangle. */
  public int[] triangles() {
    return triangles.clone();
  }

  /** This mesh with its coordinates multiplied; a mirrored one still has its outside outside. */
  TriangleMesh scaled(Vector3 scale) {
    double[] factors = {scale.x(), scale.y(), scale.z()};
    double[] scaled = vertices.clone();
    for (int i = 0; i < scaled.length; i++) {
      // + 0 makes −0 plain.
      scaled[i] = factors[i % 3] * scaled[i] + 0.0;
    }
    int[] corners = triangles.clone();
    if (scale.x() * scale.y() * scale.z() < 0) {
      for (int i = 0; i < corners.length; i += 3) {
        corners[i] = triangles[i + 1];
        corners[i + 1] = triangles[i];
      }
    }
    return new TriangleMesh(scaled, corners);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TriangleMesh mesh
        && Arrays.equals(vertices, mesh.vertices)
        && Arrays.equals(triangles, mesh.triangles);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(vertices) + Arrays.hashCode(triangles);
  }

  @Override
  public String toString() {
    return "mesh of " + vertexCount() + " vertices and " + triangleCount() + " triangles";
  }
}
