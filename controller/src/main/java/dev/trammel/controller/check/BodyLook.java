package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tries the simulated body: a second of the safe action from each start, once more with half the
 * time step, and a moment without gravity and effort, in which nothing may move.
 */
final class BodyLook implements Look {

  private static final double SECONDS = 1;
  private static final double MOMENT = 0.1;
  private static final double ANGLE = 0.05;
  private static final double LENGTH = 0.01;

  /** What a joint may drift in a moment in which nothing acts on it [rad or m]. */
  private static final double STILL = 1e-4;

  private final Function<PlantSettings, Plant> bodies;

  BodyLook(Function<PlantSettings, Plant> bodies) {
    this.bodies = bodies;
  }

  @Override
  public void at(Task task, Findings findings) {
    PlantSettings sensed = JointSensing.of(task.plant());
    try {
      Case.each(task, findings, c -> {
        safeAction(sensed, c, findings);
        stillness(sensed, c, findings);
      });
    } catch (IllegalArgumentException e) {
      findings.error("plant", "cannot be built: " + e.getMessage());
    }
  }

  private void safeAction(PlantSettings plant, Case looked, Findings findings) {
    EpisodeStart start = looked.condition().meanStart(0);
    Optional<double[]> coarse = end(plant, start, SECONDS);
    if (coarse.isEmpty()) {
      findings.error(
          looked.key() + ".start",
          "within a second of the safe action from here the simulation has no finite numbers left:"
              + " plant.timeStep is too long for this robot, or its inertias are too small");
      return;
    }
    double half = plant.world().timeStep() / 2;
    Optional<double[]> fine = end(plant.with(plant.world().withTimeStep(half)), start, SECONDS);
    for (int i = 0; i < Bodies.joints(plant) && fine.isPresent(); i++) {
      Joint joint = Bodies.joint(plant, i);
      double apart = Math.abs(coarse.get()[i] - fine.get()[i]);
      if (apart > (joint.type().rotates() ? ANGLE : LENGTH)) {
        findings.warning(
            "plant.timeStep",
            "is long for this robot: after a second of the safe action from the start of "
                + looked.name() + ", half of it puts joint '" + joint.name() + "' "
                + number(apart) + " " + Bodies.unit(joint) + " elsewhere");
        return;
      }
    }
  }

  private void stillness(PlantSettings plant, Case looked, Findings findings) {
    PlantSettings adrift = weightless(plant).with(plant.sensors(), new SafeAction.Zero());
    double[] q = looked.condition().positions();
    double[] rest = new double[q.length];
    Optional<double[]> end =
        end(adrift, new EpisodeStart(q, rest, looked.condition().objects(), 0), MOMENT);
    for (int i = 0; i < q.length && end.isPresent(); i++) {
      double moved = Math.abs(end.get()[i] - q[i]);
      if (moved > STILL) {
        Joint joint = Bodies.joint(plant, i);
        findings.warning(
            looked.key() + ".start",
            "the robot does not rest here: without gravity and effort joint '" + joint.name()
                + "' moves by " + number(moved) + " " + Bodies.unit(joint) + " in " + MOMENT
                + " s; it touches something, or a joint is beyond its limit");
        return;
      }
    }
  }

  /** A robot that makes up for its gravity is so where it stands. */
  private static PlantSettings weightless(PlantSettings plant) {
    return plant.gravityCompensation().isPresent()
        ? plant
        : plant.with(plant.world().withGravity(Vector3.ZERO));
  }

  /** Where the joints are after some time of the safe action; nothing if that is nowhere. */
  private Optional<double[]> end(PlantSettings plant, EpisodeStart start, double seconds) {
    try (Plant body = bodies.apply(plant)) {
      double[] end = SafeEpisode.end(body, start, seconds);
      return Bodies.isFinite(end) ? Optional.of(end) : Optional.empty();
    }
  }
}
