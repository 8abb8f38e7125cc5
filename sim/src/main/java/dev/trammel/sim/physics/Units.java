package dev.trammel.sim.physics;

import com.bulletphysics.linearmath.Transform;
import dev.trammel.controller.robot.Vector3;
import javax.vecmath.Vector3f;

/**
 * The length unit inside JBullet: 1 cm. Its collision margins and tolerances are absolute and suit
 * bodies of some units' size; at metre scale, parts of a few centimetres fall through each other.
 */
final class Units {

  static final double PER_METRE = 100;
  static final double METRES = 1 / PER_METRE;

  /** Edges are rounded by it [JBullet's units]; below 0.01 its distance algorithm fails. */
  static final float MARGIN = 0.01f;

  private Units() {}

  static Vector3f vector(Vector3 metres) {
    return new Vector3f(length(metres.x()), length(metres.y()), length(metres.z()));
  }

  static float length(double metres) {
    return (float) (PER_METRE * metres);
  }

  /** Sets a frame whose origin is seen from a point near by, to spare the digits of a float. */
  static void set(Pose frame, double x, double y, double z, Transform out) {
    out.origin.set(length(frame.x - x), length(frame.y - y), length(frame.z - z));
    out.basis.setRow(0, (float) frame.xx, (float) frame.xy, (float) frame.xz);
    out.basis.setRow(1, (float) frame.yx, (float) frame.yy, (float) frame.yz);
    out.basis.setRow(2, (float) frame.zx, (float) frame.zy, (float) frame.zz);
  }
}
