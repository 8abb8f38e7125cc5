package dev.trammel.sim.scenario;

import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SettingsNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the {@code vary} section of a scenario. */
final class VariationReader {

  /** Beyond this, gravity pulls sideways [rad]. */
  private static final double MOST_TILT = 1.5;

  /** Late by more than that is another robot [s]. */
  private static final double LONGEST_DELAY = 10;

  private final PlantSettings plant;
  private final List<Variation> variations = new ArrayList<>();

  VariationReader(PlantSettings plant) {
    this.plant = plant;
  }

  List<Variation> read(SettingsNode node) {
    node.allow(
        "mass",
        "inertia",
        "payload",
        "damping",
        "friction",
        "surface",
        "gravity",
        "tilt",
        "noise",
        "delay",
        "actuator");
    byTarget(node, "mass", Property.MASS, RangeReader::change);
    byTarget(node, "inertia", Property.INERTIA, RangeReader::factor);
    byTarget(node, "payload", Property.PAYLOAD, VariationReader::amount);
    byTarget(node, "damping", Property.DAMPING, RangeReader::change);
    byTarget(node, "friction", Property.FRICTION, RangeReader::change);
    byTarget(node, "noise", Property.NOISE, RangeReader::change);
    byTarget(node, "delay", Property.DELAY, VariationReader::delay);
    node.optional("surface").ifPresent(n -> add(n, Property.SURFACE, RangeReader.change(n)));
    node.optional("gravity").ifPresent(n -> add(n, Property.GRAVITY, RangeReader.change(n)));
    node.optional("tilt")
        .ifPresent(n ->
            add(n, Property.TILT, new Change(Change.Kind.SET, RangeReader.range(n, 0, MOST_TILT))));
    node.optional("actuator").ifPresent(this::actuators);
    return variations;
  }

  private void byTarget(
      SettingsNode node, String key, Property property, Function<SettingsNode, Change> change) {
    node.optional(key).ifPresent(mapping -> {
      for (Map.Entry<String, SettingsNode> entry : named(mapping, property).entrySet()) {
        SettingsNode value = entry.getValue();
        add(value, new Variation(property, entry.getKey(), change.apply(value)));
      }
    });
  }

  private void actuators(SettingsNode node) {
    named(node, Property.STRENGTH).forEach((joint, errors) -> {
      errors.allow("strength", "delay", "deadBand");
      errors
          .optional("strength")
          .ifPresent(n -> add(n, new Variation(Property.STRENGTH, joint, amount(n))));
      errors
          .optional("delay")
          .ifPresent(n -> add(n, new Variation(Property.ACTUATOR_DELAY, joint, delay(n))));
      errors
          .optional("deadBand")
          .ifPresent(n -> add(n, new Variation(Property.DEAD_BAND, joint, amount(n))));
    });
  }

  private Map<String, SettingsNode> named(SettingsNode mapping, Property property) {
    List<String> names = new ArrayList<>(Targets.names(property, plant));
    if (property.target != Property.Target.PLACE) {
      names.add(0, Variation.ALL);
    }
    return mapping.allow(names.toArray(new String[0])).entries();
  }

  private void add(SettingsNode node, Property property, Change change) {
    add(node, Variation.ofAll(property, change));
  }

  /** Refuses what leaves no body at one of its ends, where it stands in the file. */
  private void add(SettingsNode node, Variation variation) {
    try {
      new Upsets(List.of(variation), List.of(), List.of()).requireFit(plant);
    } catch (IllegalArgumentException e) {
      throw node.error(
          "must leave a body that can be: " + e.getMessage(),
          variation.change().range().least() + " to "
              + variation.change().range().most(),
          "values that are possible");
    }
    variations.add(variation);
  }

  private static Change amount(SettingsNode node) {
    return new Change(Change.Kind.SET, RangeReader.nonNegative(node));
  }

  private static Change delay(SettingsNode node) {
    if (!node.isMapping()) {
      return new Change(Change.Kind.SET, RangeReader.range(node, 0, LONGEST_DELAY));
    }
    return new Change(
        Change.Kind.ADD, RangeReader.range(node.allow("add").child("add"), 0, LONGEST_DELAY));
  }
}
