package dev.trammel.calibration.bench;

/** A person ended a session; the robot is at rest, and what was recorded is kept. */
public final class SessionInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SessionInterruptedException(String message) {
    super(message);
  }
}
