package dev.trammel.hardware.wire;

/**
 * What stands between a record's header and its CRC. Arrays are neither copied nor modified; who
 * gives one away leaves it alone.
 */
public sealed interface Body permits Request, Report {

  /** By what number it travels. */
  default MessageType type() {
    return MessageType.of(this);
  }

  /** Appends the bytes of section 3. */
  void writeTo(WireWriter out);
}
