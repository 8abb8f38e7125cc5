package dev.trammel.controller.robot;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Reads the vertices and faces of Wavefront OBJ meshes; a polygon becomes a fan of triangles. */
final class ObjFile {

  /** Statements that change neither vertices nor faces. */
  private static final Set<String> LEFT_OUT = Set.of(
      "vn",
      "vt",
      "vp",
      "g",
      "o",
      "s",
      "usemtl",
      "mtllib",
      "usemap",
      "maplib",
      "l",
      "p",
      "mg",
      "bevel",
      "c_interp",
      "d_interp",
      "lod",
      "shadow_obj",
      "trace_obj");

  private final MeshText text;
  private final MeshBuilder builder;
  private int[] vertices = new int[1024];
  private int vertexCount;

  private ObjFile(Path file, byte[] bytes) {
    text = new MeshText(file, bytes);
    builder = new MeshBuilder(file);
  }

  static TriangleMesh read(Path file, byte[] bytes) {
    ObjFile obj = new ObjFile(file, bytes);
    while (obj.text.advance()) {
      obj.statement(obj.text.word(0));
    }
    return obj.builder.mesh();
  }

  private void statement(String keyword) {
    if (keyword.equals("v")) {
      vertex();
    } else if (keyword.equals("f")) {
      face();
    } else if (keyword.charAt(0) != '#' && !LEFT_OUT.contains(keyword)) {
      throw text.error("'" + MeshText.shown(keyword) + "' is not supported: a mesh must consist of"
          + " vertices (v) and polygons (f)");
    }
  }

  private void vertex() {
    Vector3 point = text.point(1);
    if (vertexCount == vertices.length) {
      vertices = Arrays.copyOf(vertices, 2 * vertexCount);
    }
    vertices[vertexCount++] = builder.vertex(point.x(), point.y(), point.z());
  }

  private void face() {
    if (text.count() < 4) {
      throw text.error("'f' must have at least three corners, had " + (text.count() - 1));
    }
    int first = corner(1);
    for (int i = 3; i < text.count(); i++) {
      builder.triangle(first, corner(i - 1), corner(i));
    }
  }

  /** A corner is a vertex, with texture and normal after slashes; negative ones count backwards. */
  private int corner(int i) {
    String word = text.word(i);
    int slash = word.indexOf('/');
    String digits = slash < 0 ? word : word.substring(0, slash);
    int index = digits.matches("-?\\d{1,9}") ? Integer.parseInt(digits) : 0;
    int vertex = index < 0 ? vertexCount + index : index - 1;
    if (vertex < 0 || vertex >= vertexCount) {
      throw text.error("corner must be one of the " + vertexCount + " vertices so far, was '"
          + MeshText.shown(word) + "'");
    }
    return vertices[vertex];
  }
}
