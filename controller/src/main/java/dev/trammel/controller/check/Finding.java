package dev.trammel.controller.check;

/**
 * One thing that a check has to say.
 *
 * @param place file and line; empty where it concerns no key
 * @param key dotted; empty where it concerns none
 * @param text the rest: what is the matter, and what to do about it
 */
public record Finding(Severity severity, String place, String key, String text) {

  /** How bad it is. */
  public enum Severity {
    /** The task cannot be run, or not as it is meant. */
    ERROR,
    /** It can be run, but is probably not what was meant. */
    WARNING,
    /** Worth knowing. */
    NOTE
  }

  /** One line: place, key and text. */
  public String line() {
    return (place.isEmpty() ? "" : place + ": ") + (key.isEmpty() ? "" : key + ": ") + text;
  }
}
