package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;

/**
 * A body of a robot with the joint that carries it, in the world at one instant. The ground, which
 * stands still, is one without a joint.
 *
 * <p>All motions, momenta and forces are referred to the world's origin, so sweeps along the tree
 * only add.
 */
final class Link {

  /** Principal axes, centred in the centre of mass. */
  final Pose pose = new Pose();

  /** S, the motion that the joint leaves free. */
  final Spatial free = new Spatial();

  /** Velocity. */
  final Spatial motion = new Spatial();

  /** Acceleration while the joints' rates stay, less that of gravity. */
  final Spatial bias = new Spatial();

  /** Wrench that the joint passes on while the joints' rates stay. */
  final Spatial wrench = new Spatial();

  /** Wrench that pushes the body from outside. */
  final Push push = new Push();

  /** Inertia of the body and, after the sweep of {@link RobotTree}, of all that it carries. */
  final SpatialInertia composite = new SpatialInertia();

  private final SpatialInertia inertia = new SpatialInertia();
  private final Spatial momentum = new Spatial();
  private final Spatial pushWrench = new Spatial();
  private final Transform principal;
  private final double mass;
  private final Vector3 moments;

  private Link(Transform principal, double mass, Vector3 moments) {
    this.principal = principal;
    this.mass = mass;
    this.moments = moments;
  }

  static Link ground() {
    return new Link(Transform.IDENTITY, 0, Vector3.ZERO);
  }

  static Link of(double mass, PrincipalAxes axes) {
    return new Link(axes.frame(), mass, axes.moments());
  }

  JointFrame joint(Joint joint, Link parent) {
    return new JointFrame(joint, parent.principal, principal);
  }

  /** A point of the body, given in its frame, as seen from its principal axes. */
  Vector3 alongAxes(Vector3 point) {
    return principal.rotation().transposed().times(point.minus(principal.translation()));
  }

  /** The body's frame, as seen from its principal axes. */
  Transform frame() {
    return new Transform(principal.rotation().transposed(), alongAxes(Vector3.ZERO));
  }

  /** Sets the inertia where the body is. */
  void weigh() {
    inertia.set(mass, moments, pose);
    composite.set(inertia);
  }

  /** Sets velocity and bias acceleration from the parent's. */
  void move(Link parent, double rate) {
    // v = v_parent + S q̇;  b = b_parent + v × S q̇, where v_parent does for v
    motion.setSum(parent.motion, rate, free);
    bias.set(parent.bias);
    bias.addCrossMotion(rate, parent.motion, free);
  }

  /** Sets the wrench that the body itself needs: f = I b + v ×* I v − push. */
  void balance() {
    inertia.times(motion, momentum);
    inertia.times(bias, wrench);
    wrench.addCrossForce(motion, momentum);
    if (push.isOn()) {
      push.wrench(pose.x, pose.y, pose.z, pushWrench);
      wrench.addScaled(-1, pushWrench);
    }
  }

  /** Twice the energy of motion [J]. */
  double twiceKineticEnergy() {
    inertia.times(motion, momentum);
    return motion.dot(momentum);
  }
}
