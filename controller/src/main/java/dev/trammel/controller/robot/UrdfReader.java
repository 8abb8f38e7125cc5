package dev.trammel.controller.robot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a robot from a URDF file.
 *
 * <p>Joints may be revolute, continuous, prismatic or fixed; collision geometry may be box, sphere
 * or cylinder. Links on fixed joints become part of the body that carries them. Bodies stand in the
 * order of their joints in the file, parents before children. An effort limit of 0 marks a joint
 * without an actuator. What else URDF knows ({@code visual}, {@code gazebo}, {@code transmission},
 * …) is ignored; what would change the motion and is not supported is refused.
 */
public final class UrdfReader {

  private UrdfReader() {}

  /**
   * Reads the file.
   *
   * @throws UrdfException if it does not describe a robot
   */
  public static RobotModel read(Path file) throws IOException {
    XmlElement robot = XmlDocument.read(file);
    if (!robot.tag().equals("robot")) {
      throw robot.error("must be <robot>");
    }
    Map<String, UrdfLink> links = new LinkedHashMap<>();
    for (XmlElement element : robot.children("link")) {
      UrdfLink link = link(element);
      if (links.putIfAbsent(link.name(), link) != null) {
        throw element.error("must have a name of its own, '" + link.name() + "' came before");
      }
    }
    return new UrdfTree(robot, links, joints(robot, links)).assemble();
  }

  private static UrdfLink link(XmlElement element) {
    Inertia inertia = element.child("inertial").map(UrdfReader::inertia).orElse(Inertia.NONE);
    List<Shape> shapes =
        element.children("collision").stream().map(UrdfReader::shape).toList();
    return new UrdfLink(element, element.requiredAttribute("name"), inertia, shapes, List.of());
  }

  private static Inertia inertia(XmlElement inertial) {
    double mass = inertial.requiredChild("mass").nonNegative("value", Double.NaN);
    XmlElement inertia = inertial.requiredChild("inertia");
    Matrix3 rotational = Matrix3.symmetric(
        inertia.number("ixx"),
        inertia.number("iyy"),
        inertia.number("izz"),
        inertia.number("ixy", 0),
        inertia.number("ixz", 0),
        inertia.number("iyz", 0));
    return new Inertia(mass, Vector3.ZERO, rotational).seenThrough(inertial.origin());
  }

  private static Shape shape(XmlElement collision) {
    Transform origin = collision.origin();
    XmlElement geometry = collision.requiredChild("geometry");
    if (geometry.children().size() != 1) {
      throw geometry.error("must hold one shape, held " + geometry.children().size());
    }
    XmlElement shape = geometry.children().get(0);
    return switch (shape.tag()) {
      case "box" -> new Shape.Box(origin, size(shape));
      case "sphere" -> new Shape.Sphere(origin, shape.positive("radius"));
      case "cylinder" ->
        new Shape.Cylinder(origin, shape.positive("radius"), shape.positive("length"));
      default -> throw shape.error("is not supported: a collision must be box, sphere or cylinder");
    };
  }

  private static Vector3 size(XmlElement box) {
    Vector3 size = box.vector("size");
    if (!(size.x() > 0 && size.y() > 0 && size.z() > 0)) {
      throw box.error("size must be positive, was " + size.x() + " " + size.y() + " " + size.z());
    }
    return size;
  }

  private static List<UrdfJoint> joints(XmlElement robot, Map<String, UrdfLink> links) {
    List<UrdfJoint> joints = new ArrayList<>();
    Map<String, XmlElement> byName = new LinkedHashMap<>();
    for (XmlElement element : robot.children("joint")) {
      String name = element.requiredAttribute("name");
      if (byName.putIfAbsent(name, element) != null) {
        throw element.error("must have a name of its own, '" + name + "' came before");
      }
      joints.add(joint(element, name, joints.size(), links));
    }
    return joints;
  }

  private static UrdfJoint joint(
      XmlElement element, String name, int order, Map<String, UrdfLink> links) {
    element.child("mimic").ifPresent(mimic -> {
      throw mimic.error("is not supported: joint '" + name + "' must move by itself");
    });
    return new UrdfJoint(
        element,
        order,
        link(element.requiredChild("parent"), name, links),
        link(element.requiredChild("child"), name, links),
        element.origin(),
        type(element).map(type -> moving(element, name, type)));
  }

  private static UrdfLink link(XmlElement end, String joint, Map<String, UrdfLink> links) {
    String name = end.requiredAttribute("link");
    UrdfLink link = links.get(name);
    if (link == null) {
      throw end.error("of joint '" + joint + "' must be a link of this file, was '" + name + "'");
    }
    return link;
  }

  private static Optional<JointType> type(XmlElement element) {
    String type = element.requiredAttribute("type");
    return switch (type) {
      case "fixed" -> Optional.empty();
      case "revolute" -> Optional.of(JointType.REVOLUTE);
      case "continuous" -> Optional.of(JointType.CONTINUOUS);
      case "prismatic" -> Optional.of(JointType.PRISMATIC);
      default ->
        throw element.error(
            "type must be revolute, continuous, prismatic or fixed, was '" + type + "'");
    };
  }

  private static Joint moving(XmlElement element, String name, JointType type) {
    Optional<XmlElement> limit = element.child("limit");
    Optional<XmlElement> dynamics = element.child("dynamics");
    Range range = type == JointType.CONTINUOUS
        ? new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        : range(element.requiredChild("limit"));
    return new Joint(
        name,
        type,
        axis(element),
        element.origin(),
        range.lower,
        range.upper,
        nonNegative(limit, "effort", Double.POSITIVE_INFINITY),
        nonNegative(limit, "velocity", Double.POSITIVE_INFINITY),
        nonNegative(dynamics, "damping", 0),
        nonNegative(dynamics, "friction", 0));
  }

  private static double nonNegative(Optional<XmlElement> from, String attribute, double fallback) {
    return from.map(element -> element.nonNegative(attribute, fallback)).orElse(fallback);
  }

  private static Vector3 axis(XmlElement joint) {
    Optional<XmlElement> element = joint.child("axis");
    Vector3 axis = element.map(e -> e.vector("xyz")).orElse(new Vector3(1, 0, 0));
    double norm = axis.norm();
    if (!(norm > 1e-9)) {
      throw element
          .orElse(joint)
          .error("must not be zero, was " + axis.x() + " " + axis.y() + " " + axis.z());
    }
    return axis.times(1 / norm);
  }

  /** What a joint without a stated end may not leave: URDF takes it for 0. */
  private static Range range(XmlElement limit) {
    double lower = limit.number("lower", 0);
    double upper = limit.number("upper", 0);
    if (!(lower < upper)) {
      throw limit.error("lower must be below upper, were " + lower + " and " + upper);
    }
    return new Range(lower, upper);
  }

  private record Range(double lower, double upper) {}
}
