package dev.trammel.controller.task;

import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.robot.RobotModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the objects beside a robot, and where they stand in an episode. */
final class ObjectReader {

  private final Function<SettingsNode, Optional<RobotModel>> models;
  private final Set<String> taken;

  /**
   * @param models reads the URDF that a setting names; nothing if it is refused and reading goes on
   */
  ObjectReader(RobotModel robot, Function<SettingsNode, Optional<RobotModel>> models) {
    this.models = models;
    taken = new HashSet<>(robot.frames().keySet());
  }

  List<WorldObject> read(SettingsNode list) {
    List<WorldObject> objects = new ArrayList<>();
    list.each(this::object).forEach(object -> object.ifPresent(objects::add));
    return objects;
  }

  private Optional<WorldObject> object(SettingsNode node) {
    node.allow("name", "robot", "free", "position", "rotation");
    SettingsNode name = node.child("name");
    if (!taken.add(name.text())) {
      throw name.error(
          "must be unique", name.came() + " again", "a name that no object and no link has");
    }
    boolean free = node.optional("free").map(SettingsNode::flag).orElse(false);
    Placement place =
        placement(node, Placement.at(name.text(), 0, 0, 0), position -> position.numbers(3));
    SettingsNode file = node.child("robot");
    Optional<RobotModel> model = models.apply(file);
    model.ifPresent(read -> requireOneBody(file, read, free));
    return model.map(read -> new WorldObject(read, free, place));
  }

  private static void requireOneBody(SettingsNode file, RobotModel model, boolean free) {
    if (model.degreesOfFreedom() > 0) {
      throw file.error(
          "an object must not have joints that move",
          "'" + model.bodies().get(0).joint().name() + "' in " + file.text(),
          "one link, or links fixed to each other");
    }
    if (free) {
      model.base().inertia().flaw().ifPresent(flaw -> {
        throw file.error("of a free object, " + flaw, file.came(), "links with mass and inertia");
      });
    }
  }

  /**
   * Reads {@code position} and {@code rotation}; what is left out is as it was.
   *
   * @param point reads a position
   */
  private static Placement placement(
      SettingsNode node, Placement before, Function<SettingsNode, double[]> point) {
    double[] was = before.numbers();
    double[] p =
        node.optional("position").map(point).orElseGet(() -> new double[] {was[0], was[1], was[2]});
    double[] r = node.optional("rotation").map(value -> value.numbers(3)).orElseGet(() ->
        new double[] {was[3], was[4], was[5]});
    return new Placement(before.object(), p[0], p[1], p[2], r[0], r[1], r[2]);
  }

  /** Reads where objects stand in a condition; a position may be the name of its target. */
  static List<Placement> placements(SettingsNode node, World world, Targets targets) {
    node.allowNames(world.objects().stream().map(WorldObject::name).toArray(String[]::new));
    List<Placement> placements = new ArrayList<>();
    node.entries()
        .forEach((name, entry) -> world
            .object(name)
            .ifPresent(object -> placements.add(
                placement(entry.allow("position", "rotation"), object.place(), targets::point))));
    return placements;
  }
}
