package dev.trammel.hardware.wire;

/**
 * Why a message is not taken.
 *
 * @param code the rule that it breaks
 * @param place which float64 of a record's body, or which byte of a program or log; else 0
 * @param why names the field, the rule and what came; for people
 */
public record Refusal(Code code, int place, String why) {

  public Refusal {
    if (!code.isRefusal()) {
      throw new IllegalArgumentException(code + " is no refusal");
    }
  }

  /** A refusal that concerns no single field. */
  public static Refusal of(Code code, String why) {
    return new Refusal(code, 0, why);
  }
}
