package dev.trammel.controller.replay;

import dev.trammel.controller.robot.Colour;
import dev.trammel.controller.robot.Geometry;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Surface;
import dev.trammel.controller.robot.TriangleMesh;
import dev.trammel.controller.robot.Visual;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One thing to draw, as the page's script reads it. */
final class GeometryJson {

  private GeometryJson() {}

  static Map<String, Object> of(Visual visual) {
    Map<String, Object> json =
        new LinkedHashMap<>(SceneJson.placed(visual.geometry().origin()));
    Colour colour = visual.colour();
    json.put(
        "colour",
        String.format(
            Locale.ROOT,
            "#%02x%02x%02x",
            Math.round(255 * colour.red()),
            Math.round(255 * colour.green()),
            Math.round(255 * colour.blue())));
    json.put("opacity", colour.opacity());
    addSizes(visual.geometry(), json);
    return json;
  }

  private static void addSizes(Geometry geometry, Map<String, Object> json) {
    if (geometry instanceof Shape.Box box) {
      json.put("type", "box");
      json.put("size", SceneJson.numbers(box.size()));
    } else if (geometry instanceof Shape.Sphere sphere) {
      json.put("type", "sphere");
      json.put("radius", sphere.radius());
    } else if (geometry instanceof Shape.Cylinder cylinder) {
      addRound("cylinder", cylinder.radius(), cylinder.length(), json);
    } else if (geometry instanceof Shape.Capsule capsule) {
      addRound("capsule", capsule.radius(), capsule.length(), json);
    } else if (geometry instanceof Shape.Hull hull) {
      addMesh(hull.surface(), json);
    } else if (geometry instanceof Surface surface) {
      addMesh(surface.mesh(), json);
    }
  }

  private static void addRound(
      String type, double radius, double length, Map<String, Object> json) {
    json.put("type", type);
    json.put("radius", radius);
    json.put("length", length);
  }

  private static void addMesh(TriangleMesh mesh, Map<String, Object> json) {
    json.put("type", "surface");
    json.put("vertices", mesh.vertices());
    json.put("triangles", Arrays.stream(mesh.triangles()).boxed().toList());
  }
}
