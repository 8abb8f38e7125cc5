package dev.trammel.controller.calibration;

import dev.trammel.controller.linalg.UsageException;

/** A calibration that cannot be used: cut, changed, of another robot, or of what cannot be. */
public final class CalibrationException extends UsageException {

  private static final long serialVersionUID = 1;

  public CalibrationException(String message) {
    super(message);
  }

  public CalibrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
