package dev.trammel.controller.robot;

import dev.trammel.controller.linalg.UsageException;

/** A URDF file, or a mesh that it names, that cannot be read: one line with place, rule and what came. */
public final class UrdfException extends UsageException {

  private static final long serialVersionUID = 1L;

  /** @param place a file, or a file and where in it */
  UrdfException(String place, String problem) {
    super(place + ": " + problem);
  }

  UrdfException(String place, String problem, Throwable cause) {
    super(place + ": " + problem, cause);
  }

  UrdfException(String file, int line, String problem) {
    this(file + ":" + line, problem);
  }

  private UrdfException(String message, UrdfException cause) {
    super(message, cause);
  }

  /** The same, with more at its end. */
  UrdfException withDetail(String detail) {
    return new UrdfException(getMessage() + detail, this);
  }
}
