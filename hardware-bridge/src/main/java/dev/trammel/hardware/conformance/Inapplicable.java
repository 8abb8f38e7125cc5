package dev.trammel.hardware.conformance;

/** A check has nothing to try on this device; the message says why. */
final class Inapplicable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Inapplicable(String message) {
    super(message);
  }

  static void when(boolean holds, String message) {
    if (holds) {
      throw new Inapplicable(message);
    }
  }
}
