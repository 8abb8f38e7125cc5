package dev.trammel.controller.task;

import dev.trammel.controller.robot.Vector3;
import java.util.List;
import java.util.Map;

/** Reads the {@code success} section. */
public final class SuccessReader {

  private final PlantSettings plant;
  private final int steps;
  private final Targets targets;
  private final Names names;

  SuccessReader(PlantSettings plant, int steps, Targets targets) {
    this.plant = plant;
    this.steps = steps;
    this.targets = targets;
    names = new Names(plant.robot());
  }

  /**
   * Reads another criterion for a condition of a task, whose named targets it may use.
   *
   * @param condition index
   * @param node a {@code success} section
   */
  public static SuccessCriterion read(Task task, int condition, SettingsNode node) {
    SettingsNode source = SettingsNode.parse(task.source().yaml(), TaskSource.FILE_NAME);
    Targets targets = new Targets(source
        .child("conditions")
        .items()
        .get(condition)
        .optional("targets")
        .map(SettingsNode::entries)
        .orElse(Map.of()));
    return new SuccessReader(task.plant(), task.steps(), targets).read(node);
  }

  SuccessCriterion read(SettingsNode node) {
    node.allow("window", "all");
    double window = node.child("window").number(0, steps * plant.period());
    SettingsNode list = node.child("all");
    List<SuccessCondition> conditions = list.each(this::condition);
    if (conditions.isEmpty()) {
      throw list.error("must not be empty", "no entry", "at least one condition");
    }
    return new SuccessCriterion(steps, plant.period(), window, conditions);
  }

  private SuccessCondition condition(SettingsNode node) {
    String type = node.child("type").kind("point", "speed", "angle");
    return switch (type) {
      case "point" -> point(node);
      case "speed" -> speed(node);
      default -> angle(node);
    };
  }

  private SuccessCondition point(SettingsNode node) {
    node.allow("type", "point", "target", "within");
    SettingsNode link = node.child("point");
    PointInState point = new PointInState(plant.robot(), plant.layout(), names.link(link));
    if (!point.knowsPosition()) {
      throw link.error(
          "must be known from the sensors",
          link.came(),
          "a link whose joints or all three coordinates are measured");
    }
    double[] p = targets.point(node.child("target"));
    Vector3 target = new Vector3(p[0], p[1], p[2]);
    return PointCondition.near(link.text(), point, target, node.child("within").positive());
  }

  private SuccessCondition speed(SettingsNode node) {
    node.allow("type", "point", "below");
    SettingsNode link = node.child("point");
    PointInState point = new PointInState(plant.robot(), plant.layout(), names.link(link));
    if (!point.knowsVelocity()) {
      throw link.error(
          "its speed must be known from the sensors",
          link.came(),
          "a link whose joints' or own three velocities are measured");
    }
    return PointCondition.slow(link.text(), point, node.child("below").positive());
  }

  private SuccessCondition angle(SettingsNode node) {
    node.allow("type", "joint", "target", "within", "wrapped");
    SettingsNode joint = node.child("joint");
    int entry = names.measuredJoint(joint, plant.layout());
    return new JointCondition(
        joint.text(),
        entry,
        targets.number(node.child("target")),
        node.child("within").positive(),
        node.optional("wrapped").map(SettingsNode::flag).orElse(false),
        plant.spec().sensors().get(entry).unit());
  }
}
