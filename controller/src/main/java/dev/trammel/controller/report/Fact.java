package dev.trammel.controller.report;

/**
 * One thing to know at a glance.
 *
 * @param label what it is
 * @param value short
 * @param note beneath it, may be empty
 */
public record Fact(String label, String value, String note, Tone tone) {

  /** Whether a fact is good news. */
  public enum Tone {
    NEUTRAL,
    GOOD,
    BAD
  }

  public static Fact of(String label, String value) {
    return new Fact(label, value, "", Tone.NEUTRAL);
  }

  public static Fact of(String label, String value, String note) {
    return new Fact(label, value, note, Tone.NEUTRAL);
  }
}
