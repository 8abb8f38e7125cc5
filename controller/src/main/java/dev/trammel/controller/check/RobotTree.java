package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A robot as a tree of joints and links that people read, with masses and limits. */
public final class RobotTree {

  private final RobotModel robot;
  private final List<String> lines = new ArrayList<>();

  private RobotTree(RobotModel robot) {
    this.robot = robot;
  }

  /** The lines, the robot's sum first. */
  public static List<String> of(RobotModel robot) {
    RobotTree tree = new RobotTree(robot);
    tree.lines.add(robot.name() + ": " + robot.degreesOfFreedom() + " joints that move, "
        + robot.frames().size() + " links, " + number(mass(robot)) + " kg that move");
    tree.children(-1, "");
    return tree.lines;
  }

  /** Mass of all that moves [kg]. */
  public static double mass(RobotModel robot) {
    return robot.bodies().stream().mapToDouble(body -> body.inertia().mass()).sum();
  }

  /** Links that are fixed to a body, then the bodies it carries. */
  private void children(int parent, String indent) {
    List<String> fixed = fixedTo(parent);
    List<Integer> carried = new ArrayList<>();
    for (int i = 0; i < robot.degreesOfFreedom(); i++) {
      if (robot.bodies().get(i).parent() == parent) {
        carried.add(i);
      }
    }
    for (int i = 0; i < fixed.size(); i++) {
      boolean last = carried.isEmpty() && i == fixed.size() - 1;
      lines.add(indent + (last ? "└─ " : "├─ ") + fixed.get(i));
    }
    for (int i : carried) {
      boolean last = i == carried.get(carried.size() - 1);
      Body body = robot.bodies().get(i);
      lines.add(indent + (last ? "└─ " : "├─ ") + joint(body.joint()) + " carries " + body(body));
      children(i, indent + (last ? "   " : "│  "));
    }
  }

  private List<String> fixedTo(int body) {
    List<String> fixed = new ArrayList<>();
    for (Map.Entry<String, Frame> entry : robot.frames().entrySet()) {
      boolean itself = body >= 0 && robot.bodies().get(body).name().equals(entry.getKey());
      if (entry.getValue().body() == body && !itself) {
        String place = body < 0 ? "stands at " : "fixed at ";
        fixed.add(
            entry.getKey() + ", " + place + vector(entry.getValue().origin().translation()));
      }
    }
    return fixed;
  }

  private static String joint(Joint joint) {
    String unit = joint.type().rotates() ? "rad" : "m";
    String effort = joint.type().rotates() ? "N·m" : "N";
    List<String> parts = new ArrayList<>();
    parts.add(joint.type().name().toLowerCase(Locale.ROOT) + " about " + vector(joint.axis()));
    if (!joint.type().rotates()) {
      parts.set(0, "prismatic along " + vector(joint.axis()));
    }
    if (Double.isFinite(joint.lower()) || Double.isFinite(joint.upper())) {
      parts.add(number(joint.lower()) + " to " + number(joint.upper()) + " " + unit);
    }
    if (joint.effort() > 0 && Double.isFinite(joint.effort())) {
      parts.add("±" + number(joint.effort()) + " " + effort);
    }
    if (Double.isFinite(joint.velocity())) {
      parts.add("≤ " + number(joint.velocity()) + " " + unit + "/s");
    }
    if (joint.damping() > 0) {
      parts.add("damping " + number(joint.damping()));
    }
    if (joint.friction() > 0) {
      parts.add("friction " + number(joint.friction()));
    }
    return joint.name() + " (" + String.join(", ", parts) + ")";
  }

  private static String body(Body body) {
    double[] moments = body.inertia().principalMoments();
    return body.name() + ": " + number(body.inertia().mass()) + " kg at "
        + vector(body.inertia().centre()) + ", moments " + number(moments[0]) + ", "
        + number(moments[1]) + ", " + number(moments[2]) + " kg·m², "
        + shapes(body.shapes().size());
  }

  private static String shapes(int count) {
    return count == 0 ? "touches nothing" : count == 1 ? "1 shape" : count + " shapes";
  }

  private static String vector(Vector3 v) {
    return "(" + number(v.x()) + ", " + number(v.y()) + ", " + number(v.z()) + ")";
  }
}
