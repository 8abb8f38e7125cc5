package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.storage.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a robot, and when.
 *
 * @param command name of the question
 * @param arguments of the command line, the names of commands included
 * @param nameplate what the robot said of itself
 * @param made when it began
 * @param software version of Trammel
 * @param conditions what a person says of the bench, by name
 * @param plan as {@link Plan#toJson} has it
 */
public record RunRecord(
    String command,
    List<String> arguments,
    Nameplate nameplate,
    Instant made,
    String software,
    Map<String, String> conditions,
    Map<String, Object> plan) {

  public RunRecord {
    arguments = List.copyOf(arguments);
    conditions = Map.copyOf(conditions);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", command);
    json.put("arguments", arguments);
    json.put("made", made.toString());
    json.put("software", software);
    json.put("conditions", new TreeMap<>(conditions));
    json.put("nameplate", NameplateJson.write(nameplate));
    json.put("plan", plan);
    return json;
  }

  /**
   * Reads it again.
   *
   * @throws IllegalArgumentException if the file is something else; names it
   */
  static RunRecord read(Path file) throws IOException {
    Map<?, ?> json = Json.readFile(file);
    try {
      Map<String, String> conditions = new TreeMap<>();
      NameplateJson.map(json.get("conditions"), "conditions")
          .forEach((key, value) -> conditions.put(String.valueOf(key), String.valueOf(value)));
      return new RunRecord(
          NameplateJson.text(json, "command"),
          NameplateJson.list(json, "arguments").stream().map(String::valueOf).toList(),
          NameplateJson.read(NameplateJson.map(json.get("nameplate"), "nameplate")),
          Instant.parse(NameplateJson.text(json, "made")),
          NameplateJson.text(json, "software"),
          conditions,
          plan(json.get("plan")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> plan(@Nullable Object json) {
    Map<String, Object> plan = new LinkedHashMap<>();
    NameplateJson.map(json, "plan").forEach((key, value) -> {
      if (value != null) {
        plan.put(String.valueOf(key), value);
      }
    });
    return plan;
  }
}
