package dev.trammel.controller.task;

import dev.trammel.controller.robot.Joint;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Reads the {@code region} section, with the task's cost and success as it sees them. */
final class RegionReader {

  private static final double REQUIRED = 0.95;

  private final PlantSettings plant;
  private final ConditionReader conditions;
  private final List<String> shared;
  private final Names names;

  /**
   * @param conditions puts conditions together, with the success that holds in the region
   * @param shared names of the targets that every condition has
   */
  RegionReader(PlantSettings plant, ConditionReader conditions, List<String> shared) {
    this.plant = plant;
    this.conditions = conditions;
    this.shared = shared;
    names = new Names(plant.robot());
  }

  Region read(SettingsNode node) {
    node.allow("start", "targets", "objects", "success", "required");
    SettingsNode start = node.child("start")
        .allow("positions", "positionRange", "velocities", "positionStd", "velocityStd");
    Optional<SettingsNode> objects = node.optional("objects");
    Region region = new Region(
        start(start),
        targets(node),
        (name, positions, targets) ->
            conditions.condition(name, positions, start, objects, targets),
        node.optional("required").map(part -> part.number(0, 1)).orElse(REQUIRED));
    // whatever is wrong with a drawn condition is wrong with the first
    region.draw(new SplittableRandom(0));
    return region;
  }

  private RegionStart start(SettingsNode start) {
    double[] centre =
        start.optional("positions").map(names::perJoint).orElseGet(() -> new double[joints()]);
    Optional<SettingsNode> width = start.optional("positionRange");
    double[] range = width.map(names::magnitudePerJoint).orElseGet(() -> new double[joints()]);
    for (int i = 0; i < joints(); i++) {
      Joint joint = plant.robot().bodies().get(i).joint();
      double from = centre[i] - range[i];
      double to = centre[i] + range[i];
      if (from < joint.lower() || to > joint.upper()) {
        throw width
            .orElse(start)
            .error(
                "must stay within the joints' limits",
                "'" + joint.name() + "' from " + from + " to " + to,
                joint.lower() + " to " + joint.upper());
      }
    }
    return new RegionStart(centre, range);
  }

  /** Where conditions have targets, the region must say where its own are. */
  private TargetRanges targets(SettingsNode node) {
    if (shared.isEmpty() && !node.has("targets")) {
      return TargetRanges.none();
    }
    SettingsNode targets = node.child("targets");
    shared.forEach(targets::child);
    return TargetRanges.read(targets);
  }

  private int joints() {
    return plant.robot().degreesOfFreedom();
  }
}
