package dev.trammel.controller.calibration;

/**
 * What a bench says of one thing that it looked at, never a bare number.
 *
 * @param subject what was looked at: {@code joint2 sign}
 * @param reason with what was found, what was expected, and what to do about it
 */
public record Judgement(Verdict verdict, String subject, String reason) {

  /** In the order of how good it is. */
  public enum Verdict {
    PASS("pass"),
    NOT_IDENTIFIABLE("not identifiable"),
    FAIL("fail");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public static Judgement pass(String subject, String reason) {
    return new Judgement(Verdict.PASS, subject, reason);
  }

  public static Judgement fail(String subject, String reason) {
    return new Judgement(Verdict.FAIL, subject, reason);
  }

  public static Judgement notIdentifiable(String subject, String reason) {
    return new Judgement(Verdict.NOT_IDENTIFIABLE, subject, reason);
  }
}
