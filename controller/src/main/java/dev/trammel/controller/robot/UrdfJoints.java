package dev.trammel.controller.robot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the joints of a URDF file. */
final class UrdfJoints {

  private static final Set<String> KNOWN = Set.of(
      "parent",
      "child",
      "origin",
      "axis",
      "limit",
      "dynamics",
      "mimic",
      "calibration",
      "safety_controller");

  private final Map<String, UrdfLink> links;
  private final List<String> notes;

  /** @param notes receives what is left out or changed */
  UrdfJoints(Map<String, UrdfLink> links, List<String> notes) {
    this.links = links;
    this.notes = notes;
  }

  List<UrdfJoint> read(XmlElement robot) {
    List<UrdfJoint> joints = new ArrayList<>();
    Map<String, XmlElement> byName = new LinkedHashMap<>();
    for (XmlElement element : robot.children("joint")) {
      String name = element.requiredAttribute("name");
      if (byName.putIfAbsent(name, element) != null) {
        throw element.error("must have a name of its own, '" + name + "' came before");
      }
      joints.add(joint(element, name, joints.size()));
      notes.addAll(element.unknownChildren(KNOWN));
    }
    noteMissingActuators(robot, joints);
    return joints;
  }

  /** One joint may well be passive; where all are, an exporter knew no better. */
  private void noteMissingActuators(XmlElement robot, List<UrdfJoint> joints) {
    List<Joint> moving =
        joints.stream().map(UrdfJoint::moving).flatMap(Optional::stream).toList();
    if (!moving.isEmpty() && moving.stream().allMatch(joint -> joint.effort() == 0)) {
      notes.add(robot.note("has effort 0 in the limit of every joint, so none has an actuator"));
    }
  }

  private UrdfJoint joint(XmlElement element, String name, int order) {
    element.child("mimic").ifPresent(mimic -> {
      throw mimic.error("is not supported: joint '" + name + "' must move by itself");
    });
    return new UrdfJoint(
        element,
        order,
        link(element.requiredChild("parent"), name),
        link(element.requiredChild("child"), name),
        element.origin(),
        type(element).map(type -> moving(element, name, type)));
  }

  private UrdfLink link(XmlElement end, String joint) {
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

  private Joint moving(XmlElement element, String name, JointType type) {
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
        velocity(limit, name),
        nonNegative(dynamics, "damping", 0),
        nonNegative(dynamics, "friction", 0));
  }

  /** Exporters write 0 for what they do not know; a joint that may never move would be fixed. */
  private double velocity(Optional<XmlElement> limit, String joint) {
    double velocity = nonNegative(limit, "velocity", Double.POSITIVE_INFINITY);
    if (velocity == 0) {
      notes.add(limit
          .orElseThrow()
          .note("has velocity 0, read as no limit to the speed of joint '" + joint + "'"));
      return Double.POSITIVE_INFINITY;
    }
    return velocity;
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
