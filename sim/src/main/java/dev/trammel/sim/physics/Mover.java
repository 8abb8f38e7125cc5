package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import org.jspecify.annotations.Nullable;

/**
 * What carries a body's shapes and points: a link of the robot, a free body, or a place in the world.
 *
 * @param link index of the robot's link, −1 for none
 * @param free the free body, or null
 * @param pose where it is
 * @param frame the body's frame, seen from the pose
 */
record Mover(int link, @Nullable FreeBody free, Pose pose, Transform frame) {

  static Mover ofLink(int index, Link link) {
    return new Mover(index, null, link.pose, link.frame());
  }

  static Mover ofFree(FreeBody body) {
    return new Mover(-1, body, body.pose, body.frame());
  }

  static Mover fixed(Pose pose) {
    return new Mover(-1, null, pose, Transform.IDENTITY);
  }

  boolean isFixed() {
    return link < 0 && free == null;
  }

  /** A point of the body, given in its frame, as seen from the pose. */
  Vector3 seenFromPose(Vector3 point) {
    return frame.apply(point);
  }
}
