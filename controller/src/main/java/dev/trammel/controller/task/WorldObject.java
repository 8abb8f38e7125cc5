package dev.trammel.controller.task;

import dev.trammel.controller.robot.Base;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;

/**
 * A thing beside the robot: an obstacle that stands still, or a part that can be pushed about.
 *
 * @param name of its own among objects and links
 * @param model one link, or several fixed to each other; with mass and inertia where it is free
 * @param free whether it moves
 * @param pose where it begins, unless an episode's start says otherwise
 */
public record WorldObject(String name, RobotModel model, boolean free, Transform pose) {

  public WorldObject {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an object's name must not be blank");
    }
    if (model.degreesOfFreedom() > 0) {
      throw new IllegalArgumentException("object '" + name
          + "' must be one link, or links fixed to each other, had the joint '"
          + model.bodies().get(0).joint().name()
          + "'");
    }
    if (free) {
      model.base().inertia().flaw().ifPresent(flaw -> {
        throw new IllegalArgumentException("object '" + name + "' is free, so its " + flaw);
      });
    }
  }

  /** The same thing with another inertia. */
  public WorldObject with(Inertia changed) {
    Base base = new Base(changed, model.base().shapes(), model.base().visuals());
    RobotModel changedModel =
        new RobotModel(model.name(), model.bodies(), base, model.frames(), model.notes());
    return new WorldObject(name, changedModel, free, pose);
  }
}
