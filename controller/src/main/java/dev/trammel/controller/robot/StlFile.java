package dev.trammel.controller.robot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;

/** Reads STL meshes, binary and ASCII. Normals are left out: the order of the corners tells them. */
final class StlFile {

  private static final int HEADER = 80;
  private static final int FIRST = HEADER + 4;
  private static final int RECORD = 50;

  /** Of a triangle's record, where its corners begin. */
  private static final int CORNERS = 12;

  private final Path file;
  private final byte[] bytes;
  private final MeshBuilder builder;

  private StlFile(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
    builder = new MeshBuilder(file);
  }

  static TriangleMesh read(Path file, byte[] bytes) {
    StlFile stl = new StlFile(file, bytes);
    if (stl.isText()) {
      stl.readText();
    } else {
      stl.readBinary();
    }
    return stl.builder.mesh();
  }

  /** Some exporters begin a binary file with "solid" too; only a binary one holds zero bytes. */
  private boolean isText() {
    byte[] solid = {'s', 'o', 'l', 'i', 'd'};
    int start = 0;
    while (start < bytes.length && bytes[start] > 0 && bytes[start] <= ' ') {
      start++;
    }
    for (int i = 0; i < solid.length; i++) {
      if (start + i >= bytes.length || (bytes[start + i] | 0x20) != solid[i]) {
        return false;
      }
    }
    for (int i = 0; i < Math.min(bytes.length, 4 * FIRST); i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    return true;
  }

  private void readBinary() {
    if (bytes.length < FIRST) {
      throw error(bytes.length, "file is cut off: a binary STL has at least 84 bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long count = Integer.toUnsignedLong(buffer.getInt(HEADER));
    long end = FIRST + RECORD * count;
    if (bytes.length < end) {
      throw error(bytes.length, "file is cut off: " + count + " triangles need " + end + " bytes");
    }
    if (bytes.length >= end + RECORD) {
      throw error(
          HEADER,
          "number of triangles must fit the file's " + bytes.length + " bytes, " + count
              + " triangles need " + end);
    }
    for (int i = 0; i < count; i++) {
      int at = FIRST + RECORD * i + CORNERS;
      builder.triangle(
          corner(buffer, at), corner(buffer, at + CORNERS), corner(buffer, at + 2 * CORNERS));
    }
  }

  private int corner(ByteBuffer buffer, int at) {
    return builder.vertex(
        coordinate(buffer, at), coordinate(buffer, at + 4), coordinate(buffer, at + 8));
  }

  private double coordinate(ByteBuffer buffer, int at) {
    float value = buffer.getFloat(at);
    if (!(Math.abs(value) <= MeshBuilder.LARGEST)) {
      throw error(
          at,
          "coordinate must be in [-" + MeshBuilder.LARGEST + ", " + MeshBuilder.LARGEST + "], was "
              + value);
    }
    return value;
  }

  private UrdfException error(int offset, String problem) {
    return new UrdfException(file + ": byte " + offset, problem);
  }

  private void readText() {
    MeshText text = new MeshText(file, bytes);
    int[] corners = new int[3];
    // Corners of the loop so far; −1 outside of loops.
    int corner = -1;
    boolean ended = false;
    while (text.advance()) {
      String keyword = text.word(0).toLowerCase(Locale.ROOT);
      switch (keyword) {
        case "outer" -> corner = begin(text, corner);
        case "vertex" -> corner = vertex(text, corners, corner);
        case "endloop" -> corner = end(text, corners, corner);
        case "solid", "facet", "endfacet" -> requireOutside(text, corner);
        case "endsolid" -> requireOutside(text, corner);
        default ->
          throw text.error("must begin with solid, facet, outer, vertex, endloop, endfacet or"
              + " endsolid, was '" + MeshText.shown(text.word(0)) + "'");
      }
      ended = keyword.equals("endsolid");
    }
    if (!ended) {
      throw text.error("file is cut off: it must end with 'endsolid'");
    }
  }

  private static int begin(MeshText text, int corner) {
    requireOutside(text, corner);
    return 0;
  }

  private int vertex(MeshText text, int[] corners, int corner) {
    if (corner < 0 || corner == 3) {
      throw text.error("'vertex' must stand three times between 'outer loop' and 'endloop'");
    }
    Vector3 point = text.point(1);
    corners[corner] = builder.vertex(point.x(), point.y(), point.z());
    return corner + 1;
  }

  private int end(MeshText text, int[] corners, int corner) {
    if (corner != 3) {
      throw text.error("'endloop' must follow three vertices, followed " + Math.max(corner, 0));
    }
    builder.triangle(corners[0], corners[1], corners[2]);
    return -1;
  }

  private static void requireOutside(MeshText text, int corner) {
    if (corner >= 0) {
      throw text.error("'" + text.word(0) + "' must stand outside of a loop, 'endloop' is missing");
    }
  }
}
