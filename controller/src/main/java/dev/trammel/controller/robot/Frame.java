package dev.trammel.controller.robot;

/**
 * A frame that moves with a body; its origin is a point of that body.
 *
 * @param body index, −1 for the world
 * @param origin of the frame, seen from the body's frame
 */
public record Frame(int body, Transform origin) {

  /** The frame along the body's axes at a point of the body's frame [m]. */
  public static Frame at(int body, Vector3 point) {
    return new Frame(body, Transform.translation(point));
  }

  /** The frame at a point of this one [m]. */
  public Frame at(Vector3 point) {
    return new Frame(body, origin.then(Transform.translation(point)));
  }
}
