package dev.trammel.controller.task;

import dev.trammel.controller.linalg.UsageException;

/**
 * Settings that cannot be used; the message is one line: {@code file:line: key: rule, had what
 * came, allowed: …}.
 */
public final class SettingsException extends UsageException {

  private static final long serialVersionUID = 1;

  private final String place;
  private final String key;
  private final String identity;

  /** A complaint about no key in particular. */
  public SettingsException(String message) {
    super(message);
    place = "";
    key = "";
    identity = message;
  }

  /** A complaint about no key in particular. */
  public SettingsException(String message, Throwable cause) {
    super(message, cause);
    place = "";
    key = "";
    identity = message;
  }

  /**
   * A complaint about a key.
   *
   * @param place {@code file:line}
   * @param key dotted; empty for the whole file
   * @param complaint rule, what came and what is allowed
   * @param position in the file, by which two complaints about one thing are known as one
   */
  SettingsException(String place, String key, String complaint, String position) {
    super(place + ": " + (key.isEmpty() ? "" : key + ": ") + complaint);
    this.place = place;
    this.key = key;
    identity = position + complaint;
  }

  /** {@code file:line}; empty where the complaint is about no key in particular. */
  public String place() {
    return place;
  }

  /** The dotted key; empty for the whole file. */
  public String key() {
    return key;
  }

  /** Equal where two complaints are about the same thing, met twice. */
  String identity() {
    return identity;
  }
}
