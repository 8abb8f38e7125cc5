package dev.trammel.calibration.bench;

import dev.trammel.controller.calibration.Calibration;
import java.util.List;
import java.util.Map;

/**
 * What was asked of a robot, for what is kept of the answer.
 *
 * @param origin when, by which question
 * @param joints that were asked about
 * @param conditions what a person says of the bench, by name
 */
public record Asked(
    Calibration.Origin origin, List<Integer> joints, Map<String, String> conditions) {

  public Asked {
    joints = List.copyOf(joints);
    conditions = Map.copyOf(conditions);
  }

  /** The question's name. */
  String question() {
    return origin.command();
  }
}
