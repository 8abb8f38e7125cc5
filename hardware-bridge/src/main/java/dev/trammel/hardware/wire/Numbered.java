package dev.trammel.hardware.wire;

/** A word that travels as a number. */
public interface Numbered {

  /** What stands on the wire. */
  int number();
}
