package dev.trammel.calibration.bench;

/** A person ended a session; what was recorded is kept. */
public final class SessionInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SessionInterruptedException(String message) {
    super(message);
  }

  SessionInterruptedException(String message, Throwable cause) {
    super(message, cause);
  }
}
