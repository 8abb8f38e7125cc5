package dev.trammel.controller.task;

import dev.trammel.controller.robot.RobotModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a robot's names where settings refer to joints and links. */
final class Names {

  private final RobotModel robot;
  private final String[] joints;
  private final String[] links;

  Names(RobotModel robot) {
    this.robot = robot;
    joints = robot.bodies().stream().map(body -> body.joint().name()).toArray(String[]::new);
    links = robot.frames().keySet().toArray(String[]::new);
  }

  /** The index of the joint that is named. */
  int joint(SettingsNode node) {
    return robot.jointIndex(node.name(joints));
  }

  /** The entry of x that holds the position of the joint that is named. */
  int measuredJoint(SettingsNode node, StateLayout layout) {
    int entry = layout.position(joint(node));
    if (entry == StateLayout.ABSENT) {
      throw node.error("must be measured", node.came(), "a joint with a position sensor");
    }
    return entry;
  }

  /** The name of a link that exists. */
  String link(SettingsNode node) {
    return node.name(links);
  }

  /** The name of a link, or one of a few more. */
  String linkOr(SettingsNode node, List<String> more) {
    return node.name(Stream.concat(Stream.of(links), more.stream()).toArray(String[]::new));
  }

  /** One number per joint: a mapping by joint, 0 where a joint is not in it. */
  double[] perJoint(SettingsNode node) {
    return byName(node, joints);
  }

  /** One number of at least 0 per joint: one for all, or a mapping by joint. */
  double[] magnitudePerJoint(SettingsNode node) {
    if (!node.isMapping()) {
      double[] all = new double[joints.length];
      Arrays.fill(all, node.nonNegative());
      return all;
    }
    node.entries().values().forEach(SettingsNode::nonNegative);
    return byName(node, joints);
  }

  /** One number of at least 0 per actuator: one for all, or a mapping by joint. */
  double[] perActuator(SettingsNode node, List<ActuatorSettings> actuators) {
    if (!node.isMapping()) {
      double[] all = new double[actuators.size()];
      Arrays.fill(all, node.nonNegative());
      return all;
    }
    node.entries().values().forEach(SettingsNode::nonNegative);
    return byName(node, actuators.stream().map(a -> joints[a.joint()]).toArray(String[]::new));
  }

  /** Numbers by name, 0 where a name is not in the mapping. */
  static double[] byName(SettingsNode node, String... names) {
    node.allowNames(names);
    Map<String, SettingsNode> entries = node.entries();
    double[] values = new double[names.length];
    for (int i = 0; i < names.length; i++) {
      SettingsNode entry = entries.get(names[i]);
      values[i] = entry == null ? 0 : entry.number();
    }
    return values;
  }
}
