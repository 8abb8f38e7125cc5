package dev.trammel.controller.robot;

/** A URDF file that cannot be read as a robot; one line with file, line, element, rule and what came. */
public final class UrdfException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UrdfException(String file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
