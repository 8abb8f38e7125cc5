package dev.trammel.controller.task;

import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.robot.Base;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;

/**
 * A thing beside the robot: an obstacle that stands still, or a part that can be pushed about.
 *
 * @param model one link, or several fixed to each other; with mass and inertia where it is free
 * @param free whether it moves
 * @param place where it begins, unless an episode's start says otherwise; its name there is the
 *     object's
 */
public record WorldObject(RobotModel model, boolean free, Placement place) {

  public WorldObject {
    if (place.object().isBlank()) {
      throw new IllegalArgumentException("an object's name must not be blank");
    }
    if (model.degreesOfFreedom() > 0) {
      throw new IllegalArgumentException("object '" + place.object()
          + "' must be one link, or links fixed to each other, had the joint '"
          + model.bodies().get(0).joint().name()
          + "'");
    }
    if (free) {
      model.base().inertia().flaw().ifPresent(flaw -> {
        throw new IllegalArgumentException(
            "object '" + place.object() + "' is free, so its " + flaw);
      });
    }
  }

  /** The same thing with another inertia. */
  public WorldObject with(Inertia changed) {
    Base base = new Base(changed, model.base().shapes(), model.base().visuals());
    RobotModel changedModel =
        new RobotModel(model.name(), model.bodies(), base, model.frames(), model.notes());
    return new WorldObject(changedModel, free, place);
  }

  /** Of its own among objects and links. */
  public String name() {
    return place.object();
  }

  public Transform pose() {
    return pose(place);
  }

  /** The pose that a placement tells. */
  public static Transform pose(Placement place) {
    return new Transform(
        Matrix3.rollPitchYaw(place.roll(), place.pitch(), place.yaw()),
        new Vector3(place.x(), place.y(), place.z()));
  }
}
