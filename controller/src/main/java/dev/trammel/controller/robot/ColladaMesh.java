package dev.trammel.controller.robot;

import java.util.Optional;

/** Reads the triangles of one Collada mesh at one place. */
final class ColladaMesh {

  private final ColladaFile file;
  private final XmlElement mesh;
  private final Affine placement;
  private final MeshBuilder builder;
  private int[] vertices = new int[0];

  ColladaMesh(ColladaFile file, XmlElement mesh, Affine placement, MeshBuilder builder) {
    this.file = file;
    this.mesh = mesh;
    this.placement = placement;
    this.builder = builder;
  }

  void read() {
    Optional<XmlElement> points = mesh.child("vertices");
    if (points.isEmpty()) {
      return;
    }
    readVertices(file.target(input(points.get(), "POSITION"), "source"));
    for (XmlElement faces : mesh.children()) {
      switch (faces.tag()) {
        case "triangles" -> readFans(faces, faces.requiredChild("p"), 3);
        case "polylist" -> readPolygons(faces);
        case "polygons", "trifans" ->
          faces.children("p").forEach(p -> readFans(faces, p, Integer.MAX_VALUE));
        case "tristrips" -> faces.children("p").forEach(p -> readStrip(faces, p));
        default -> {}
      }
    }
  }

  private static XmlElement input(XmlElement from, String semantic) {
    return from.children("input").stream()
        .filter(input -> input.attribute("semantic").orElse("").equals(semantic))
        .findFirst()
        .orElseThrow(() -> from.error("must have an <input semantic=\"" + semantic + "\">"));
  }

  private void readVertices(XmlElement source) {
    double[] numbers = source.requiredChild("float_array").content();
    Optional<XmlElement> accessor =
        source.child("technique_common").flatMap(technique -> technique.child("accessor"));
    int stride = accessor.map(a -> a.count("stride", 1)).orElse(3);
    int offset = accessor.map(a -> a.count("offset", 0)).orElse(0);
    if (stride < 3) {
      throw source.error("must have points of three coordinates, has stride " + stride);
    }
    vertices = new int[Math.max(0, (numbers.length - offset) / stride)];
    for (int i = 0; i < vertices.length; i++) {
      int at = offset + i * stride;
      Vector3 point = placement.apply(new Vector3(numbers[at], numbers[at + 1], numbers[at + 2]));
      if (!(Math.abs(point.x()) + Math.abs(point.y()) + Math.abs(point.z())
          <= MeshBuilder.LARGEST)) {
        throw source.error("points must be within " + MeshBuilder.LARGEST + " m, one was " + point);
      }
      vertices[i] = builder.vertex(point.x(), point.y(), point.z());
    }
  }

  /** Corners in a row as polygons of one size; the last may have fewer. */
  private void readFans(XmlElement faces, XmlElement p, int size) {
    int[] corners = corners(faces, p);
    for (int first = 0; first < corners.length; first += Math.min(size, corners.length)) {
      fan(corners, first, Math.min(corners.length - first, size));
    }
  }

  private void readPolygons(XmlElement faces) {
    int[] corners = corners(faces, faces.requiredChild("p"));
    XmlElement sizes = faces.requiredChild("vcount");
    int first = 0;
    for (double size : sizes.content()) {
      if (!(size >= 0 && size <= corners.length - first)) {
        throw sizes.error("must fit the " + corners.length + " corners of its <p>");
      }
      fan(corners, first, (int) size);
      first += (int) size;
    }
  }

  private void readStrip(XmlElement faces, XmlElement p) {
    int[] corners = corners(faces, p);
    for (int i = 0; i + 2 < corners.length; i++) {
      boolean odd = i % 2 == 1;
      triangle(corners[i], corners[odd ? i + 2 : i + 1], corners[odd ? i + 1 : i + 2]);
    }
  }

  private void fan(int[] corners, int first, int size) {
    for (int i = 2; i < size; i++) {
      triangle(corners[first], corners[first + i - 1], corners[first + i]);
    }
  }

  private void triangle(int a, int b, int c) {
    if (placement.mirrors()) {
      builder.triangle(b, a, c);
    } else {
      builder.triangle(a, b, c);
    }
  }

  /** Of every corner in an element {@code p}, which vertex it is. */
  private int[] corners(XmlElement faces, XmlElement p) {
    int stride = 1;
    for (XmlElement input : faces.children("input")) {
      stride = Math.max(stride, 1 + input.count("offset", 0));
    }
    int offset = input(faces, "VERTEX").count("offset", 0);
    double[] indices = p.content();
    int[] corners = new int[indices.length / stride];
    for (int i = 0; i < corners.length; i++) {
      double index = indices[i * stride + offset];
      if (!(index >= 0 && index < vertices.length)) {
        throw p.error(
            "corners must be in [0, " + (vertices.length - 1) + "], one was " + (long) index);
      }
      corners[i] = vertices[(int) index];
    }
    return corners;
  }
}
