package dev.trammel.hardware.conformance;

/** A device does not do what the page says; the message says what it does instead. */
final class Deviation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Deviation(String message) {
    super(message);
  }

  static void unless(boolean holds, String message) {
    if (!holds) {
      throw new Deviation(message);
    }
  }
}
