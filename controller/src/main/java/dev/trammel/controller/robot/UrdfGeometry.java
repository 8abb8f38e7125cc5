package dev.trammel.controller.robot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what URDF links look like and collide with. */
final class UrdfGeometry {

  private final Meshes meshes;
  private final List<String> notes;
  private final Map<String, Colour> materials = new HashMap<>();

  /** @param notes receives what is left out or changed */
  UrdfGeometry(Meshes meshes, List<String> notes) {
    this.meshes = meshes;
    this.notes = notes;
  }

  /** Learns the colours of the named materials of a robot. */
  void addMaterials(XmlElement robot) {
    for (XmlElement material : robot.children("material")) {
      try {
        String name = material.requiredAttribute("name");
        material.child("color").ifPresent(color -> materials.put(name, colour(color)));
      } catch (UrdfException e) {
        notes.add(e.getMessage() + "; left out");
      }
    }
  }

  /** What an element {@code collision} describes. */
  Shape shape(XmlElement collision) {
    XmlElement shape = form(collision);
    Transform origin = collision.origin();
    return shape.tag().equals("mesh")
        ? new Shape.Hull(origin, meshes.hull(shape, notes))
        : primitive(shape, origin);
  }

  /** What an element {@code visual} describes; a picture may do without, so a flaw is but a note. */
  Optional<Visual> visual(XmlElement visual) {
    try {
      XmlElement form = form(visual);
      Transform origin = visual.origin();
      Geometry geometry = form.tag().equals("mesh")
          ? new Surface(origin, meshes.surface(form))
          : primitive(form, origin);
      return Optional.of(new Visual(geometry, colourOf(visual)));
    } catch (UrdfException e) {
      notes.add(e.getMessage() + "; not drawn");
      return Optional.empty();
    }
  }

  private static XmlElement form(XmlElement element) {
    XmlElement geometry = element.requiredChild("geometry");
    if (geometry.children().size() != 1) {
      throw geometry.error("must hold one shape, held " + geometry.children().size());
    }
    return geometry.children().get(0);
  }

  private static Shape primitive(XmlElement shape, Transform origin) {
    return switch (shape.tag()) {
      case "box" -> new Shape.Box(origin, size(shape));
      case "sphere" -> new Shape.Sphere(origin, shape.positive("radius"));
      case "cylinder" ->
        new Shape.Cylinder(origin, shape.positive("radius"), shape.positive("length"));
      case "capsule" ->
        new Shape.Capsule(origin, shape.positive("radius"), shape.positive("length"));
      default ->
        throw shape.error(
            "is not supported: a geometry must be box, sphere, cylinder, capsule or mesh");
    };
  }

  private static Vector3 size(XmlElement box) {
    Vector3 size = box.vector("size");
    if (!(size.x() > 0 && size.y() > 0 && size.z() > 0)) {
      throw box.error("size must be positive, was " + size.x() + " " + size.y() + " " + size.z());
    }
    return size;
  }

  /** A material with a colour also serves later links by its name. */
  private Colour colourOf(XmlElement visual) {
    Optional<XmlElement> material = visual.child("material");
    if (material.isEmpty()) {
      return Colour.GREY;
    }
    String name = material.get().attribute("name").orElse("");
    Optional<XmlElement> color = material.get().child("color");
    if (color.isPresent()) {
      Colour colour = colour(color.get());
      if (!name.isEmpty()) {
        materials.putIfAbsent(name, colour);
      }
      return colour;
    }
    return materials.getOrDefault(name, Colour.GREY);
  }

  private static Colour colour(XmlElement color) {
    double[] rgba = color.numbers("rgba", 4);
    for (double share : rgba) {
      if (!(share >= 0 && share <= 1)) {
        throw color.error("attribute 'rgba' must be numbers in [0, 1], one was " + share);
      }
    }
    return new Colour(rgba[0], rgba[1], rgba[2], rgba[3]);
  }
}
