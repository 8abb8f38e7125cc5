package dev.trammel.sim.scenario;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.WorldObject;
import java.util.List;
import java.util.stream.Stream;

/** The names of what can vary in a body. */
final class Targets {

  private Targets() {}

  static List<String> names(Property property, PlantSettings plant) {
    List<Body> bodies = plant.robot().bodies();
    return switch (property.target) {
      case LINK ->
        property == Property.MASS
            ? Stream.concat(
                    bodies.stream().map(Body::name),
                    plant.world().objects().stream()
                        .filter(WorldObject::free)
                        .map(WorldObject::name))
                .toList()
            : bodies.stream().map(Body::name).toList();
      case PLACE ->
        plant.robot().frames().entrySet().stream()
            .filter(entry -> entry.getValue().body() >= 0)
            .map(entry -> entry.getKey())
            .toList();
      case JOINT -> bodies.stream().map(body -> body.joint().name()).toList();
      case SENSOR -> plant.spec().sensors().stream().map(Channel::name).toList();
      case ACTUATOR -> plant.spec().actuators().stream().map(Channel::name).toList();
      case WORLD -> List.of();
    };
  }

  static void requireKnown(Variation variation, PlantSettings plant) {
    List<String> names = names(variation.property(), plant);
    if (!variation.target().equals(Variation.ALL) && !names.contains(variation.target())) {
      throw new IllegalArgumentException(
          variation.property().label + " must be of one of " + String.join(", ", names) + " or "
              + Variation.ALL + ", was of '" + variation.target() + "'");
    }
  }

  static void requireBody(Body body) {
    body.inertia().flaw().ifPresent(flaw -> {
      throw new IllegalArgumentException("link " + body.name() + ": " + flaw);
    });
  }
}
