package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.RobotModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is otherwise about a simulated body than its controller was told. */
public sealed interface BodyChange {

  /** The robot, so changed. */
  RobotModel of(RobotModel robot);

  /**
   * A point of mass at a link's origin.
   *
   * @param mass [kg]
   */
  record Load(String link, double mass) implements BodyChange {

    public Load {
      Require.positive(mass, "mass");
    }

    @Override
    public RobotModel of(RobotModel robot) {
      Frame frame = robot.frame(link);
      if (frame.body() < 0) {
        throw new IllegalArgumentException(
            "a load must be on a link that moves, " + link + " stands still");
      }
      List<Body> bodies = new ArrayList<>(robot.bodies());
      Body body = bodies.get(frame.body());
      Inertia load = Inertia.ofPoint(mass, frame.origin().translation());
      bodies.set(frame.body(), body.with(body.inertia().plus(load)));
      return robot.withBodies(bodies);
    }
  }

  /**
   * Viscous friction that is so many times what it was.
   *
   * @param joint nothing for all
   */
  record Damping(Optional<String> joint, double factor) implements BodyChange {

    public Damping {
      if (!(factor >= 0 && Double.isFinite(factor))) {
        throw new UsageException("a factor of damping must be positive or 0, was " + factor);
      }
    }

    @Override
    public RobotModel of(RobotModel robot) {
      joint.ifPresent(robot::jointIndex);
      if (robot.bodies().stream()
          .noneMatch(body -> isMeant(body) && body.joint().damping() > 0)) {
        throw new IllegalArgumentException("there must be damping to multiply, but "
            + joint.orElse("no joint") + " has " + (joint.isPresent() ? "none" : "any"));
      }
      return robot.withBodies(robot.bodies().stream().map(this::of).toList());
    }

    private boolean isMeant(Body body) {
      return joint.isEmpty() || joint.get().equals(body.joint().name());
    }

    private Body of(Body body) {
      double damping = body.joint().damping();
      return isMeant(body)
          ? body.with(body.joint().withResistance(factor * damping, body.joint().friction()))
          : body;
    }
  }

  /**
   * Reads {@code mass:tool0:1kg}, a point of mass at a link's origin, {@code damping:x2}, viscous
   * friction of all joints times a factor, or {@code damping:elbow:x2}, that of one joint.
   */
  static BodyChange parse(String text) {
    String number = "([-+]?\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|[-+]?\\.\\d+)";
    Matcher load = Pattern.compile("mass:([^:]+):" + number + "kg").matcher(text.replace(" ", ""));
    if (load.matches()) {
      return new Load(load.group(1), Double.parseDouble(load.group(2)));
    }
    Matcher damping =
        Pattern.compile("damping:(?:([^:]+):)?x" + number).matcher(text.replace(" ", ""));
    if (damping.matches()) {
      return new Damping(
          Optional.ofNullable(damping.group(1)), Double.parseDouble(damping.group(2)));
    }
    throw new UsageException("a body's change must be written like mass:tool0:1kg, damping:x2 or"
        + " damping:elbow:x2, was '" + text + "'");
  }

  /** A body with all changes; what makes up for gravity in it knows of none. */
  static PlantSettings changed(PlantSettings plant, List<BodyChange> changes) {
    RobotModel robot = plant.robot();
    for (BodyChange change : changes) {
      robot = change.of(robot);
    }
    return plant.varied(robot, plant.world(), plant.sensors());
  }
}
