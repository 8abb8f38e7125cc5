package dev.trammel.controller.run;

/** A run's folder that cannot be used as asked; the message says which, why, and what to do. */
public final class RunException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RunException(String message) {
    super(message);
  }

  public RunException(String message, Throwable cause) {
    super(message, cause);
  }
}
