package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;

/**
 * Where a joint sits on one of the two bodies that it joins, along that body's principal axes.
 *
 * @param anchor a point of the joint's axis [m]
 * @param first direction perpendicular to the axis
 * @param second direction, so that first, second and axis are right-handed
 * @param axis of the joint
 */
record JointFrame(Vector3 anchor, Vector3 first, Vector3 second, Vector3 axis) {

  /** The joint as its own body sees it. */
  static JointFrame onBody(Joint joint, Transform principal) {
    return seen(joint, Transform.IDENTITY, principal);
  }

  /** The joint at position 0 as the parent sees it. */
  static JointFrame onParent(Joint joint, Transform parentPrincipal) {
    return seen(joint, joint.origin(), parentPrincipal);
  }

  private static JointFrame seen(Joint joint, Transform origin, Transform principal) {
    Vector3 axis = joint.axis();
    Vector3 first = perpendicular(axis);
    Matrix3 toPrincipal = principal.rotation().transposed();
    Matrix3 turn = toPrincipal.times(origin.rotation());
    return new JointFrame(
        toPrincipal.times(origin.translation().minus(principal.translation())),
        turn.times(first),
        turn.times(axis.cross(first)),
        turn.times(axis));
  }

  private static Vector3 perpendicular(Vector3 axis) {
    Vector3 aside = Math.abs(axis.x()) < 0.6 ? new Vector3(1, 0, 0) : new Vector3(0, 1, 0);
    Vector3 across = axis.cross(aside);
    return across.times(1 / across.norm());
  }
}
