package dev.trammel.hardware.remote;

import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.wire.Birth;
import java.util.Optional;

/**
 * Whether a robot works by the calibration that a task was made for.
 *
 * @param wanted the task's, SHA-256 or "none"
 * @param said the robot's, SHA-256 or "none"
 */
record CalibrationCheck(String wanted, String said) {

  private static final int DIGITS = 8;

  static CalibrationCheck of(PlantSettings task, Birth birth) {
    String wanted =
        task.calibration().map(CalibrationInForce::sha256).orElse(Birth.Robot.UNCALIBRATED);
    return new CalibrationCheck(wanted, birth.robot().calibration());
  }

  /**
   * Whether what was made for the task's calibration would meet another robot. A task without one
   * was made for the robot as it is described, which a calibrated robot comes closer to.
   */
  boolean isRefused() {
    return !wanted.equals(said) && !wanted.equals(Birth.Robot.UNCALIBRATED);
  }

  /** What somebody should know; nothing if both say the same. */
  Optional<String> remark() {
    return wanted.equals(said)
        ? Optional.empty()
        : Optional.of("it works by " + name(said) + ", the task by " + name(wanted));
  }

  private static String name(String calibration) {
    return calibration.equals(Birth.Robot.UNCALIBRATED)
        ? "no calibration"
        : "calibration " + calibration.substring(0, DIGITS) + "…";
  }
}
