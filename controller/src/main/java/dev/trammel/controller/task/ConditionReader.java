package dev.trammel.controller.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of {@code conditions}, with the task's cost and success as it sees them. */
final class ConditionReader {

  private final PlantSettings plant;
  private final int steps;
  private final SettingsNode cost;
  private final SettingsNode success;
  private final List<String> context;

  /** @param context names of the points that every condition has, sorted */
  ConditionReader(
      PlantSettings plant,
      int steps,
      SettingsNode cost,
      SettingsNode success,
      List<String> context) {
    this.plant = plant;
    this.steps = steps;
    this.cost = cost;
    this.success = success;
    this.context = context;
  }

  Condition read(SettingsNode node) {
    node.allow("name", "start", "targets");
    SettingsNode start = node.child("start")
        .allow("positions", "velocities", "positionStd", "velocityStd", "objects");
    Targets targets =
        new Targets(node.optional("targets").map(ConditionReader::targets).orElse(Map.of()));
    return condition(
        node.child("name").text(),
        perJoint(start.optional("positions"), new Names(plant.robot())),
        start,
        start.optional("objects"),
        targets);
  }

  /**
   * Puts a condition together.
   *
   * @param start says how starts are spread
   * @param objects those that do not stand where the plant has them
   */
  Condition condition(
      String name,
      double[] positions,
      SettingsNode start,
      Optional<SettingsNode> objects,
      Targets targets) {
    Names names = new Names(plant.robot());
    return new Condition(
        name,
        positions,
        perJoint(start.optional("velocities"), names),
        magnitudes(start.optional("positionStd"), names),
        magnitudes(start.optional("velocityStd"), names),
        objects
            .map(list -> ObjectReader.placements(list, plant.world(), targets))
            .orElse(List.of()),
        new CostReader(plant, steps, targets).read(cost),
        new SuccessReader(plant, steps, targets).read(success),
        targets.context(context));
  }

  /** Each is a number, a point or numbers by name, also where nobody refers to it. */
  private static Map<String, SettingsNode> targets(SettingsNode node) {
    Map<String, SettingsNode> targets = node.entries();
    for (SettingsNode target : targets.values()) {
      if (target.isList()) {
        target.numbers(3);
      } else if (target.isMapping()) {
        target.entries().values().forEach(SettingsNode::number);
      } else {
        target.number();
      }
    }
    return targets;
  }

  private double[] perJoint(Optional<SettingsNode> node, Names names) {
    return node.map(names::perJoint).orElseGet(this::zeros);
  }

  private double[] magnitudes(Optional<SettingsNode> node, Names names) {
    return node.map(names::magnitudePerJoint).orElseGet(this::zeros);
  }

  private double[] zeros() {
    return new double[plant.robot().degreesOfFreedom()];
  }
}
