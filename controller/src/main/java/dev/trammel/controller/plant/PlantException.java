package dev.trammel.controller.plant;

/** A body that cannot go on: it refused, it stopped for its safety, or nobody hears of it. */
public final class PlantException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says which body, what it was to do, and why it did not. */
  public PlantException(String message) {
    super(message);
  }

  /** Says which body, what it was to do, and why it did not. */
  public PlantException(String message, Throwable cause) {
    super(message, cause);
  }
}
