package dev.trammel.controller.robot;

import java.nio.file.Path;
import java.util.Arrays;

/** Collects the triangles of one mesh file; corners at the same point become one vertex. */
final class MeshBuilder {

  static final int MOST_TRIANGLES = 1_000_000;

  /** Squares and products of three such coordinates are still exact to a part in 10¹⁵. */
  static final double LARGEST = 1e9;

  private final Path file;
  private double[] vertices = new double[3 * 512];
  private int[] triangles = new int[3 * 1024];
  private int vertexCount;
  private int triangleCount;

  /** Vertices by hash of their coordinates, open addressing; 0 is empty, else vertex + 1. */
  private int[] table = new int[2048];

  MeshBuilder(Path file) {
    this.file = file;
  }

  /** Index of the vertex at that point, a new one if there was none. */
  int vertex(double x, double y, double z) {
    // −0 and 0 are one point.
    double px = x + 0.0;
    double py = y + 0.0;
    double pz = z + 0.0;
    int slot = slot(px, py, pz);
    while (table[slot] != 0) {
      int v = 3 * (table[slot] - 1);
      if (vertices[v] == px && vertices[v + 1] == py && vertices[v + 2] == pz) {
        return table[slot] - 1;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = vertexCount + 1;
    append(px, py, pz);
    return vertexCount - 1;
  }

  private void append(double x, double y, double z) {
    if (3 * vertexCount == vertices.length) {
      vertices = Arrays.copyOf(vertices, 2 * vertices.length);
    }
    vertices[3 * vertexCount] = x;
    vertices[3 * vertexCount + 1] = y;
    vertices[3 * vertexCount + 2] = z;
    vertexCount++;
    if (2 * vertexCount > table.length) {
      rehash();
    }
  }

  private void rehash() {
    table = new int[2 * table.length];
    for (int i = 0; i < vertexCount; i++) {
      int slot = slot(vertices[3 * i], vertices[3 * i + 1], vertices[3 * i + 2]);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = i + 1;
    }
  }

  private int slot(double x, double y, double z) {
    long bits = Double.doubleToLongBits(x);
    bits = bits * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(y);
    bits = bits * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(z);
    bits *= 0x9E3779B97F4A7C15L;
    return (int) (bits >>> 33) & (table.length - 1);
  }

  /** Adds a triangle, unless two of its corners are one. */
  void triangle(int a, int b, int c) {
    if (a == b || b == c || c == a) {
      return;
    }
    if (triangleCount == MOST_TRIANGLES) {
      throw new UrdfException(
          file.toString(),
          "must have at most " + MOST_TRIANGLES + " triangles, has more: simplify the mesh first");
    }
    if (3 * triangleCount == triangles.length) {
      triangles = Arrays.copyOf(triangles, 2 * triangles.length);
    }
    triangles[3 * triangleCount] = a;
    triangles[3 * triangleCount + 1] = b;
    triangles[3 * triangleCount + 2] = c;
    triangleCount++;
  }

  TriangleMesh mesh() {
    if (triangleCount == 0) {
      throw new UrdfException(file.toString(), "must hold a triangle, holds none");
    }
    return new TriangleMesh(
        Arrays.copyOf(vertices, 3 * vertexCount), Arrays.copyOf(triangles, 3 * triangleCount));
  }
}
