package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Vector3;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What surrounds a robot.
 *
 * @param gravity [m/s²], in the world's frame
 * @param timeStep of the physics, where they are simulated [s]
 * @param friction coefficient of Coulomb's friction in all contacts [-]
 * @param objects beside the robot, by names of their own
 */
public record World(Vector3 gravity, double timeStep, double friction, List<WorldObject> objects) {

  /** What is taken where a task does not say. */
  public static final double USUAL_FRICTION = 0.5;

  public World {
    Require.positive(timeStep, "timeStep");
    Require.nonNegative(friction, "friction");
    objects = List.copyOf(objects);
    Set<String> names = new HashSet<>();
    for (WorldObject object : objects) {
      if (!names.add(object.name())) {
        throw new IllegalArgumentException(
            "objects must have names of their own, '" + object.name() + "' came twice");
      }
    }
  }

  /** The object of that name, if there is one. */
  public Optional<WorldObject> object(String name) {
    return objects.stream().filter(object -> object.name().equals(name)).findFirst();
  }

  /** A world without objects. */
  public World(Vector3 gravity, double timeStep) {
    this(gravity, timeStep, USUAL_FRICTION, List.of());
  }

  /** The same surroundings, drawn elsewhere [m/s²]. */
  public World withGravity(Vector3 changed) {
    return new World(changed, timeStep, friction, objects);
  }

  /** The same surroundings, computed in other steps [s]. */
  public World withTimeStep(double changed) {
    return new World(gravity, changed, friction, objects);
  }
}
