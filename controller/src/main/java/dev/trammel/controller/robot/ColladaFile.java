package dev.trammel.controller.robot;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the triangles of a Collada 1.4 or 1.5 scene, at the file's unit. Like ROS's own viewer it
 * leaves {@code up_axis} alone; colours, lines and animations are left out.
 */
final class ColladaFile {

  /** More than any drawing program nests; nodes that contain themselves get there at once. */
  private static final int DEEPEST = 100;

  private static final int MOST_NODES = 100_000;

  private final XmlElement root;
  private final Map<String, XmlElement> byId = new HashMap<>();
  private final MeshBuilder builder;

  private ColladaFile(Path file, XmlElement root) {
    this.root = root;
    builder = new MeshBuilder(file);
  }

  static TriangleMesh read(Path file, byte[] bytes) {
    XmlElement root = XmlDocument.read(file, bytes);
    if (!root.tag().equals("COLLADA")) {
      throw root.error("must be <COLLADA>");
    }
    ColladaFile collada = new ColladaFile(file, root);
    collada.index();
    collada.readScene();
    return collada.builder.mesh();
  }

  private void index() {
    Deque<XmlElement> waiting = new ArrayDeque<>(List.of(root));
    while (!waiting.isEmpty()) {
      XmlElement element = waiting.pop();
      element.attribute("id").ifPresent(id -> byId.put(id, element));
      element.children().forEach(waiting::push);
    }
  }

  private void readScene() {
    double unit = root.child("asset")
        .flatMap(asset -> asset.child("unit"))
        .map(element -> element.number("meter", 1))
        .orElse(1.0);
    Affine scaled = new Affine(Matrix3.diagonal(unit, unit, unit), Vector3.ZERO);
    Optional<XmlElement> scene =
        root.child("scene").flatMap(element -> element.child("instance_visual_scene"));
    Deque<Place> waiting = new ArrayDeque<>();
    if (scene.isPresent()) {
      waiting.push(new Place(target(scene.get(), "url"), scaled, 0));
    } else {
      List<XmlElement> shelves = root.children("library_geometries");
      shelves.forEach(
          shelf -> shelf.children("geometry").forEach(geometry -> readGeometry(geometry, scaled)));
    }
    int visited = 0;
    while (!waiting.isEmpty()) {
      Place place = waiting.pop();
      if (place.depth == DEEPEST || visited++ == MOST_NODES) {
        throw place.node.error("must not contain itself nor be deeper than " + DEEPEST);
      }
      visit(place, waiting);
    }
  }

  private void visit(Place place, Deque<Place> waiting) {
    Affine here = place.outer;
    for (XmlElement element : place.node.children()) {
      here = here.then(Affine.of(element));
    }
    for (XmlElement element : place.node.children()) {
      switch (element.tag()) {
        case "node" -> waiting.push(new Place(element, here, place.depth + 1));
        case "instance_node" ->
          waiting.push(new Place(target(element, "url"), here, place.depth + 1));
        case "instance_geometry" -> readGeometry(target(element, "url"), here);
        default -> {}
      }
    }
  }

  private void readGeometry(XmlElement geometry, Affine placement) {
    Optional<XmlElement> mesh = geometry.child("mesh");
    if (mesh.isPresent()) {
      new ColladaMesh(this, mesh.get(), placement, builder).read();
    }
  }

  /** The element that an attribute refers to by {@code #id}. */
  XmlElement target(XmlElement from, String attribute) {
    String reference = from.requiredAttribute(attribute);
    XmlElement target = byId.get(reference.startsWith("#") ? reference.substring(1) : reference);
    if (target == null) {
      throw from.error("attribute '" + attribute + "' must name an element of this file, was '"
          + reference + "'");
    }
    return target;
  }

  private record Place(XmlElement node, Affine outer, int depth) {}
}
