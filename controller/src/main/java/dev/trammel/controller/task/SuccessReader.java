package dev.trammel.controller.task;

import java.util.ArrayList;
import java.util.List;

/** Reads the {@code success} section. */
final class SuccessReader {

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

  SuccessCriterion read(SettingsNode node) {
    node.allow("window", "all");
    double window = node.child("window").number(0, steps * plant.period());
    SettingsNode list = node.child("all");
    List<SuccessCondition> conditions = new ArrayList<>();
    for (SettingsNode item : list.items()) {
      conditions.add(condition(item));
    }
    if (conditions.isEmpty()) {
      throw list.error("must not be empty", "no entry", "at least one condition");
    }
    return new SuccessCriterion(steps, plant.period(), window, conditions);
  }

  private SuccessCondition condition(SettingsNode node) {
    String type = node.child("type").oneOf("angle");
    return switch (type) {
      default -> angle(node);
    };
  }

  private SuccessCondition angle(SettingsNode node) {
    node.allow("type", "joint", "target", "within", "wrapped");
    SettingsNode joint = node.child("joint");
    int entry = plant.layout().position(names.joint(joint));
    if (entry == StateLayout.ABSENT) {
      throw joint.error(
          "must be measured", "a joint without a position sensor", "a measured joint");
    }
    return new JointCondition(
        joint.text(),
        entry,
        targets.number(node.child("target")),
        node.child("within").positive(),
        node.optional("wrapped").map(SettingsNode::flag).orElse(false));
  }
}
