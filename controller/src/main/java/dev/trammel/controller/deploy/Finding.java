package dev.trammel.controller.deploy;

/**
 * What was looked at before anything moves.
 *
 * @param what it is about, in a word or two
 * @param found in one line
 */
public record Finding(String what, Verdict verdict, String found) {

  /** What follows from it. */
  public enum Verdict {
    /** Nothing. */
    PASS,
    /** It goes on, but somebody should know. */
    WARN,
    /** Nothing may move. */
    FAIL
  }

  static Finding pass(String what, String found) {
    return new Finding(what, Verdict.PASS, found);
  }

  static Finding warn(String what, String found) {
    return new Finding(what, Verdict.WARN, found);
  }

  static Finding fail(String what, String found) {
    return new Finding(what, Verdict.FAIL, found);
  }
}
