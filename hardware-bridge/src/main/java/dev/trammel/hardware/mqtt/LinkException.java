package dev.trammel.hardware.mqtt;

import java.io.IOException;

/** A link could not do what was asked; the message is one line that names the broker and the reason. */
public final class LinkException extends IOException {

  private static final long serialVersionUID = 1;

  private final boolean permanent;

  /**
   * @param permanent whether the same attempt would fail again, as long as nobody changes the
   *     broker or the credentials
   */
  public LinkException(String message, boolean permanent) {
    super(message);
    this.permanent = permanent;
  }

  public LinkException(String message, boolean permanent, Throwable cause) {
    super(message, cause);
    this.permanent = permanent;
  }

  /** The same once more, from here. */
  LinkException again() {
    return new LinkException(String.valueOf(getMessage()), permanent, this);
  }

  public boolean isPermanent() {
    return permanent;
  }
}
