package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.RobotIdentity;
import dev.trammel.controller.task.CalibrationInForce;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One side of a comparison.
 *
 * @param name for people
 * @param sha256 of the calibration; {@code none} for a description
 * @param robot that it is of
 * @param known what the simulator would take from it
 */
record Compared(
    String name, String sha256, RobotIdentity robot, SortedMap<Parameter, Estimate> known) {

  Compared {
    known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
  }

  static Compared of(CalibrationFile file) {
    Calibration calibration = file.calibration();
    TreeMap<Parameter, Estimate> known = new TreeMap<>();
    calibration.estimates().forEach((parameter, estimate) -> {
      // what the data did not tell is no difference
      if (estimate.identifiable()) {
        known.put(parameter, estimate);
      }
    });
    return new Compared(
        file.path().getFileName() + " (" + calibration.origin().command() + ")",
        file.sha256(),
        calibration.subject().robot(),
        known);
  }

  /** Where no calibration is in force. */
  static Compared described(RobotIdentity robot, Map<Parameter, Estimate> values) {
    return new Compared(
        values.isEmpty() ? "nothing: none is in force" : "the description: none is in force",
        CalibrationInForce.NONE,
        robot,
        new TreeMap<>(values));
  }
}
