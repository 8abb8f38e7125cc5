package dev.trammel.calibration.bench;

/** A run that did not come to its end: what it kept can be looked at, but nothing follows from it. */
public final class BrokenOffRunException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BrokenOffRunException(String message) {
    super(message);
  }
}
