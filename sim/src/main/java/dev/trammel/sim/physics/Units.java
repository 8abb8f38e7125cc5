package dev.trammel.sim.physics;

import com.bulletphysics.linearmath.Transform;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.Vector3;
import javax.vecmath.Vector3f;

/**
 * The length unit inside JBullet: 1 cm. Its collision margins and tolerances are absolute and suit
 * bodies of some units' size; at metre scale, parts of a few centimetres fall through each other.
 */
final class Units {

  static final double PER_METRE = 100;
  static final double METRES = 1 / PER_METRE;

  private Units() {}

  static Vector3f vector(Vector3 metres) {
    return new Vector3f(length(metres.x()), length(metres.y()), length(metres.z()));
  }

  static float length(double metres) {
    return (float) (PER_METRE * metres);
  }

  static Transform transform(dev.trammel.controller.robot.Transform frame) {
    Transform transform = new Transform();
    transform.origin.set(vector(frame.translation()));
    Matrix3 r = frame.rotation();
    transform.basis.setRow(0, (float) r.xx(), (float) r.xy(), (float) r.xz());
    transform.basis.setRow(1, (float) r.yx(), (float) r.yy(), (float) r.yz());
    transform.basis.setRow(2, (float) r.zx(), (float) r.zy(), (float) r.zz());
    return transform;
  }
}
