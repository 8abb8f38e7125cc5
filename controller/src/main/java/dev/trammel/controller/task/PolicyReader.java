package dev.trammel.controller.task;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.task.ObservedNumber.Carried;
import dev.trammel.controller.task.ObservedNumber.Sensed;
import dev.trammel.controller.task.ObservedNumber.Wanted;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code policy} section: what a policy sees. */
final class PolicyReader {

  private static final String RELATIVE = "relativeTo";
  private static final String VELOCITY = "velocity";
  private static final String AXES = "xyz";

  private final PlantSettings plant;
  private final StateLayout layout;
  private final List<Channel> sensors;
  private final List<String> targets;
  private final Names names;
  private final List<String> objects;

  /** @param targets names of the points that every condition has, in the context's order */
  PolicyReader(PlantSettings plant, List<String> targets) {
    this.plant = plant;
    this.targets = targets;
    layout = plant.layout();
    sensors = plant.spec().sensors();
    names = new Names(plant.robot());
    objects = plant.world().objects().stream().map(WorldObject::name).toList();
  }

  PolicyObservation read(SettingsNode node) {
    node.allow("observes");
    Optional<SettingsNode> list = node.optional("observes");
    return list.isPresent()
        ? new PolicyObservation(plant, targets, numbers(list.get()))
        : PolicyObservation.ofState(plant, targets);
  }

  private List<ObservedNumber> numbers(SettingsNode list) {
    Set<String> seen = new HashSet<>();
    List<ObservedNumber> numbers = list.each(node -> {
      ObservedNumber number = number(node);
      if (!seen.add(number.name())) {
        throw node.error("must not repeat a number", "'" + number.name() + "' again", "each once");
      }
      return number;
    });
    if (numbers.isEmpty()) {
      throw list.error("must not be empty", "no entry", "at least one number");
    }
    return numbers;
  }

  private ObservedNumber number(SettingsNode node) {
    if (node.has("target")) {
      node.allow("target", "axis");
      int axis = axis(node);
      SettingsNode target = node.child("target");
      String name = "target " + target.text() + " " + AXES.charAt(axis);
      return new Wanted(name, "m", target(target) + axis);
    }
    if (node.has("point")) {
      return point(node);
    }
    if (node.has("contact")) {
      node.allow("contact", "axis", "measures");
      node.child("measures").oneOf("force");
      int axis = axis(node);
      SettingsNode body = node.child("contact");
      int entry = layout.contact(names.linkOr(body, objects), axis);
      return sensed(body, entry, Optional.empty());
    }
    node.allow("joint", "measures");
    SettingsNode joint = node.child("joint");
    int index = names.joint(joint);
    boolean position = measures(node) == Quantity.POSITION;
    int entry = position ? layout.position(index) : layout.velocity(index);
    return sensed(joint, entry, Optional.empty());
  }

  private ObservedNumber point(SettingsNode node) {
    node.allow("point", "axis", "measures", "by", RELATIVE);
    int axis = axis(node);
    Quantity quantity = measures(node);
    Optional<Origin> origin = node.optional(RELATIVE).map(target -> {
      if (quantity == Quantity.VELOCITY) {
        throw target.error("means nothing of a velocity", target.came(), "no such key");
      }
      return new Origin(" from " + target.text(), target(target) + axis);
    });
    String by = node.optional("by").map(n -> n.oneOf("sensors", "kinematics")).orElse("sensors");
    SettingsNode point = node.child("point");
    if (by.equals("kinematics")) {
      return carried(point, quantity, axis, origin);
    }
    return sensed(point, layout.point(quantity, names.linkOr(point, objects), axis), origin);
  }

  private ObservedNumber carried(
      SettingsNode point, Quantity quantity, int axis, Optional<Origin> origin) {
    String link = names.link(point);
    boolean moving = quantity == Quantity.VELOCITY;
    requireMeasured(point, plant.robot().frame(link), moving);
    return new Carried(
        link + " " + AXES.charAt(axis) + (moving ? " velocity" : "") + " by kinematics"
            + origin.map(Origin::words).orElse(""),
        moving ? "m/s" : "m",
        link,
        quantity,
        axis,
        origin.map(Origin::index).orElse(ObservedNumber.NONE));
  }

  private void requireMeasured(SettingsNode point, Frame frame, boolean moving) {
    boolean measured = PointInState.carriers(plant.robot(), frame).stream()
        .allMatch(joint -> layout.position(joint) != StateLayout.ABSENT
            && (!moving || layout.velocity(joint) != StateLayout.ABSENT));
    if (frame.body() < 0 || !measured) {
      throw point.error(
          "must move with joints that are measured",
          point.came(),
          "a link carried by joints that all have sensors of position"
              + (moving ? " and velocity" : ""));
    }
  }

  private ObservedNumber sensed(SettingsNode named, int entry, Optional<Origin> origin) {
    if (entry == StateLayout.ABSENT) {
      throw named.error(
          "must be measured",
          named.came() + ", which no such sensor measures",
          String.join(", ", sensors.stream().map(Channel::name).toList()));
    }
    Channel sensor = sensors.get(entry);
    return origin.isEmpty()
        ? new Sensed(sensor.name(), sensor.unit(), entry, ObservedNumber.NONE)
        : new Sensed(
            sensor.name() + origin.get().words(),
            sensor.unit(),
            entry,
            origin.get().index());
  }

  /** Index in the context of a target's x. */
  private int target(SettingsNode node) {
    String name = node.text();
    if (!targets.contains(name)) {
      throw node.error(
          "no such target",
          "'" + name + "'",
          "a point that is among the targets of every condition: "
              + (targets.isEmpty() ? "none" : String.join(", ", targets))
              + Suggestion.of(name, targets));
    }
    return 3 * targets.indexOf(name);
  }

  private static int axis(SettingsNode node) {
    return node.child("axis").oneOf("x", "y", "z").charAt(0) - 'x';
  }

  private static Quantity measures(SettingsNode node) {
    return node.child("measures").oneOf("position", VELOCITY).equals(VELOCITY)
        ? Quantity.VELOCITY
        : Quantity.POSITION;
  }

  /** What a coordinate is counted from. */
  private record Origin(String words, int index) {}
}
