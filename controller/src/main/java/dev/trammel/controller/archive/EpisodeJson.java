package dev.trammel.controller.archive;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.trajectory.EpisodeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The message that ends an episode. Seeds are texts: not every reader's numbers have 64 bits. */
final class EpisodeJson {

  static final String SCHEMA = """
      {
        "title": "trammel.Episode",
        "description": "An episode that has ended; its steps stand before it on /step.",
        "type": "object",
        "properties": {
          "iteration": {"type": "integer"},
          "condition": {"type": "integer"},
          "episode": {"type": "integer"},
          "seed": {"type": "string", "description": "signed, 64 bits"},
          "condition_name": {"type": "string"},
          "positions": {"type": "array", "items": {"type": "number"}},
          "velocities": {"type": "array", "items": {"type": "number"}},
          "objects": {
            "type": "object",
            "description": "x, y, z, roll, pitch, yaw of objects that do not stand where the plant has them"
          },
          "plant_seed": {"type": "string", "description": "signed, 64 bits"},
          "steps": {"type": "integer"},
          "success": {"type": "boolean"},
          "cost": {"type": ["number", "null"]},
          "begin": {"type": "integer", "description": "log time of the first step [ns]"}
        }
      }
      """;

  private EpisodeJson() {}

  static byte[] write(EpisodeSummary summary) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("iteration", summary.id().iteration());
    json.put("condition", summary.id().condition());
    json.put("episode", summary.id().episode());
    json.put("seed", Long.toString(summary.id().seed()));
    json.put("condition_name", summary.condition());
    json.put("positions", summary.start().positions());
    json.put("velocities", summary.start().velocities());
    if (!summary.start().objects().isEmpty()) {
      Map<String, Object> objects = new LinkedHashMap<>();
      summary.start().objects().forEach(place -> objects.put(place.object(), place.numbers()));
      json.put("objects", objects);
    }
    json.put("plant_seed", Long.toString(summary.start().seed()));
    json.put("steps", summary.steps());
    json.put("success", summary.success());
    json.put("cost", summary.cost());
    json.put("begin", summary.begin());
    return Json.write(json).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What was written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static EpisodeSummary read(byte[] bytes) {
    Map<String, @Nullable Object> json = Json.read(new String(bytes, StandardCharsets.UTF_8));
    EpisodeId id = new EpisodeId(
        (int) number(json, "iteration"),
        (int) number(json, "condition"),
        (int) number(json, "episode"),
        Long.parseLong(text(json, "seed")));
    EpisodeStart start = new EpisodeStart(
        numbers(json, "positions"),
        numbers(json, "velocities"),
        objects(json.get("objects")),
        Long.parseLong(text(json, "plant_seed")));
    double cost = json.get("cost") instanceof Number number ? number.doubleValue() : Double.NaN;
    return new EpisodeSummary(
        id,
        text(json, "condition_name"),
        start,
        (int) number(json, "steps"),
        Boolean.TRUE.equals(json.get("success")),
        cost,
        number(json, "begin"));
  }

  private static List<Placement> objects(@Nullable Object json) {
    List<Placement> placements = new ArrayList<>();
    if (json instanceof Map<?, ?> objects) {
      objects.forEach((name, value) -> {
        double[] p = numbers(String.valueOf(name), value);
        placements.add(new Placement(String.valueOf(name), p[0], p[1], p[2], p[3], p[4], p[5]));
      });
    }
    return placements;
  }

  private static long number(Map<String, @Nullable Object> json, String key) {
    if (!(json.get(key) instanceof Number number)) {
      throw new IllegalArgumentException(key + " must be a number, was " + json.get(key));
    }
    return number.longValue();
  }

  private static String text(Map<String, @Nullable Object> json, String key) {
    if (!(json.get(key) instanceof String text)) {
      throw new IllegalArgumentException(key + " must be a text, was " + json.get(key));
    }
    return text;
  }

  private static double[] numbers(Map<String, @Nullable Object> json, String key) {
    return numbers(key, json.get(key));
  }

  private static double[] numbers(String key, @Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException(key + " must be a list, was " + value);
    }
    return list.stream()
        .mapToDouble(item -> item instanceof Number number ? number.doubleValue() : Double.NaN)
        .toArray();
  }
}
