package dev.trammel.controller.calibration;

/**
 * What an estimate takes for granted. Motions tell efforts and masses up to a common factor; the factor
 * is what somebody said before, and no interval holds how far off that is.
 */
public enum Premise {
  NONE(""),
  DESCRIBED_WEIGHT("it weighs as described"),
  FOUND_WEIGHT("it weighs as was found before"),
  DESCRIBED_STRENGTH("its motors are as strong as described"),
  DESCRIBED_STRENGTHS("its motors are, taken together, as strong as described");

  private final String text;

  Premise(String text) {
    this.text = text;
  }

  /** After the word <i>if</i>; empty where nothing is taken for granted. */
  public String text() {
    return text;
  }

  /** At the end of a sentence: {@code , if it weighs as described}. */
  public String clause() {
    return text.isEmpty() ? "" : ", if " + text;
  }
}
