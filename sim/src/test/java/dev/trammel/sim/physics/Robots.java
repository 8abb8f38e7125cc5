package dev.trammel.sim.physics;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import java.util.List;
import java.util.Map;

/** Small robots for tests. */
final class Robots {

  static final Vector3 X = new Vector3(1, 0, 0);
  static final Vector3 Y = new Vector3(0, 1, 0);
  static final Vector3 Z = new Vector3(0, 0, 1);

  private Robots() {}

  static RobotModel of(Body... bodies) {
    return new RobotModel("test", List.of(bodies), List.of(), Map.of());
  }

  /** A body of 1 kg and 0.1 kg·m² about every axis, on a joint without losses or limits. */
  static Body body(int parent, JointType type, Vector3 axis, Vector3 origin, Vector3 centre) {
    double infinity = Double.POSITIVE_INFINITY;
    Joint joint = new Joint(
        "joint",
        type,
        axis,
        Transform.translation(origin),
        -infinity,
        infinity,
        infinity,
        infinity,
        0,
        0);
    return new Body(
        "body", parent, joint, new Inertia(1, centre, Matrix3.diagonal(0.1, 0.1, 0.1)), List.of());
  }

  static Body withLimits(Body body, double lower, double upper) {
    Joint j = body.joint();
    return withJoint(
        body,
        new Joint(
            j.name(),
            j.type(),
            j.axis(),
            j.origin(),
            lower,
            upper,
            j.effort(),
            j.velocity(),
            j.damping(),
            j.friction()));
  }

  static Body withLosses(Body body, double damping, double friction) {
    Joint j = body.joint();
    return withJoint(
        body,
        new Joint(
            j.name(),
            j.type(),
            j.axis(),
            j.origin(),
            j.lower(),
            j.upper(),
            j.effort(),
            j.velocity(),
            damping,
            friction));
  }

  static Body withInertia(Body body, Inertia inertia) {
    return new Body(body.name(), body.parent(), body.joint(), inertia, body.shapes());
  }

  static Body withShape(Body body, Shape shape) {
    return new Body(body.name(), body.parent(), body.joint(), body.inertia(), List.of(shape));
  }

  private static Body withJoint(Body body, Joint joint) {
    return new Body(body.name(), body.parent(), joint, body.inertia(), body.shapes());
  }
}
