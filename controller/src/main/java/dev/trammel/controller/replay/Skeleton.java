package dev.trammel.controller.replay;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Colour;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.robot.Visual;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What bodies without a shape are drawn as: bars from joint to joint, a drum along each turning
 * axis, a block on each sliding one, and a ball where a link ends.
 */
final class Skeleton {

  private static final Colour BONE = new Colour(0.80, 0.83, 0.87, 1);
  private static final Colour JOINT = new Colour(0.18, 0.39, 0.70, 1);
  private static final Colour END = new Colour(0.82, 0.41, 0.12, 1);

  /** Radius of a bar over the length of the longest chain of joints. */
  private static final double SLENDERNESS = 0.024;

  /** A robot whose joints all have one origin gets bars as if it were so long [m]. */
  private static final double LEAST_REACH = 0.1;

  private final RobotModel robot;
  private final double radius;

  Skeleton(RobotModel robot) {
    this.robot = robot;
    radius = SLENDERNESS * Math.max(LEAST_REACH, reach(robot));
  }

  /**
   * Bones and joint of a body.
   *
   * @param body index, −1 for the base
   */
  List<Visual> of(int body) {
    List<Visual> parts = new ArrayList<>();
    if (body >= 0) {
      parts.add(joint(robot.bodies().get(body).joint()));
    }
    Set<Vector3> ends = ends(body);
    for (Vector3 joint : children(body)) {
      bar(joint).ifPresent(parts::add);
      ends.remove(joint);
    }
    for (Vector3 end : ends) {
      bar(end).ifPresent(parts::add);
      parts.add(new Visual(new Shape.Sphere(Transform.translation(end), 1.5 * radius), END));
    }
    return parts;
  }

  private List<Vector3> children(int parent) {
    return robot.bodies().stream()
        .filter(body -> body.parent() == parent)
        .map(body -> body.joint().origin().translation())
        .toList();
  }

  /** Frames fixed to a body away from its origin; its centre of mass where there is nothing else. */
  private Set<Vector3> ends(int body) {
    Set<Vector3> ends = new LinkedHashSet<>();
    for (Frame frame : robot.frames().values()) {
      if (frame.body() == body && frame.origin().translation().norm() > radius) {
        ends.add(frame.origin().translation());
      }
    }
    if (body >= 0 && ends.isEmpty() && children(body).isEmpty()) {
      ends.add(robot.bodies().get(body).inertia().centre());
    }
    return ends;
  }

  private Optional<Visual> bar(Vector3 to) {
    double length = to.norm();
    if (length < 1e-9) {
      return Optional.empty();
    }
    Transform middle = new Transform(along(to.times(1 / length)), to.times(0.5));
    return Optional.of(new Visual(new Shape.Capsule(middle, radius, length), BONE));
  }

  private Visual joint(Joint joint) {
    Transform placement = new Transform(along(joint.axis()), Vector3.ZERO);
    return new Visual(
        joint.type().rotates()
            ? new Shape.Cylinder(placement, 1.5 * radius, 3 * radius)
            : new Shape.Box(placement, new Vector3(4 * radius, 4 * radius, 6 * radius)),
        JOINT);
  }

  /** A rotation whose third column is a unit vector. */
  private static Matrix3 along(Vector3 z) {
    Vector3 helper = Math.abs(z.x()) < 0.8 ? new Vector3(1, 0, 0) : new Vector3(0, 1, 0);
    Vector3 y = z.cross(helper);
    Vector3 unit = y.times(1 / y.norm());
    Vector3 x = unit.cross(z);
    return new Matrix3(x.x(), unit.x(), z.x(), x.y(), unit.y(), z.y(), x.z(), unit.z(), z.z());
  }

  /** Length of the longest chain, from the base through the joints to a frame [m]. */
  private static double reach(RobotModel robot) {
    double longest = 0;
    double[] lengths = new double[robot.degreesOfFreedom()];
    for (int i = 0; i < lengths.length; i++) {
      Body body = robot.bodies().get(i);
      double before = body.parent() < 0 ? 0 : lengths[body.parent()];
      lengths[i] = before + body.joint().origin().translation().norm();
      longest = Math.max(longest, lengths[i] + body.inertia().centre().norm());
    }
    for (Frame frame : robot.frames().values()) {
      double before = frame.body() < 0 ? 0 : lengths[frame.body()];
      longest = Math.max(longest, before + frame.origin().translation().norm());
    }
    return longest;
  }
}
