package dev.trammel.hardware.conformance;

/**
 * What came of a check.
 *
 * @param check its name
 * @param section of the page
 * @param why what the device did instead, or why it was not tried; empty if it passed
 */
public record Verdict(String check, int section, Outcome outcome, String why) {

  /** What came of a check. */
  public enum Outcome {
    PASS,
    FAIL,
    SKIP
  }
}
