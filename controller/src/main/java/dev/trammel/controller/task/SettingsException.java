package dev.trammel.controller.task;

/**
 * Settings that cannot be used; the message is one line: {@code file:line: key: rule, what came,
 * allowed: …}.
 */
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public SettingsException(String message) {
    super(message);
  }

  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
