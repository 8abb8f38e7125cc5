package dev.trammel.hardware.hidden;

import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.storage.DurableFile;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.PlantSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a robot really is, as a file for who judges what was found of it:
 *
 * <pre>
 *   {"robot": …, "seed": …, "flaws": ["sign:joint2", …],
 *    "joints": {NAME: {"strength": …, …}}, "links": {NAME: {"mass": …, …}}}
 * </pre>
 *
 * <p>Keys are those of a calibration, with what no calibration knows beside them.
 */
public final class TruthFile {

  private TruthFile() {}

  /** Writes all of it. */
  public static void write(Path file, PlantSettings described, Truth truth) throws IOException {
    DurableFile.write(
        file, (Json.write(document(described, truth)) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Map<String, Object> document(PlantSettings described, Truth truth) {
    RobotModel robot = described.robot();
    Map<String, Map<String, Object>> joints = new LinkedHashMap<>();
    Map<String, Map<String, Object>> links = new LinkedHashMap<>();
    for (int i = 0; i < truth.joints().size(); i++) {
      String name = robot.bodies().get(i).joint().name();
      joints.put(name, beside(truth.joints().get(i)));
      links.put(robot.bodies().get(i).name(), new LinkedHashMap<>());
    }
    for (Map.Entry<Parameter, Double> entry : TruthTable.of(described, truth).entrySet()) {
      Parameter parameter = entry.getKey();
      boolean isLink = parameter.quantity().of() == Quantity.Of.LINK;
      Map<String, Object> part = (isLink ? links : joints).get(parameter.part());
      if (part != null) {
        part.put(parameter.quantity().key(), entry.getValue());
      }
    }
    List<String> flaws = truth.flaws().all().stream()
        .map(flaw -> flaw.text(joint -> robot.bodies().get(joint).joint().name()))
        .toList();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("robot", robot.name());
    document.put("seed", truth.seed());
    document.put("flaws", flaws);
    document.put("joints", joints);
    document.put("links", links);
    return document;
  }

  /** What no calibration knows. */
  private static Map<String, Object> beside(Effects effects) {
    Map<String, Object> beside = new LinkedHashMap<>();
    beside.put("stribeck", effects.friction().stribeck());
    beside.put("frictionWave", effects.friction().wave());
    beside.put("ripple", effects.motor().ripple());
    beside.put("eccentricityPhase", effects.encoder().phase());
    beside.put("lostCounts", effects.encoder().lost());
    return beside;
  }
}
