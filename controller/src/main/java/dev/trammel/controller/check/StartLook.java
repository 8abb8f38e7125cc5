package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Task;

/** Whether episodes can begin where they are told to: within the joints' limits, and held there. */
final class StartLook implements Look {

  private static final double DEVIATIONS = 3;

  @Override
  public void at(Task task, Findings findings) {
    Case.each(task, findings, c -> {
      String key = c.key() + ".start";
      limits(task.plant(), c.condition(), key, findings);
      weight(task.plant(), c.condition(), key, findings);
    });
  }

  private static void limits(
      PlantSettings plant, Condition condition, String key, Findings findings) {
    for (int i = 0; i < Bodies.joints(plant); i++) {
      Joint joint = Bodies.joint(plant, i);
      String unit = Bodies.unit(joint);
      double q = condition.positions()[i];
      double reach = DEVIATIONS * condition.positionStd()[i];
      String range = "[" + number(joint.lower()) + ", " + number(joint.upper()) + "] " + unit;
      if (q < joint.lower() || q > joint.upper()) {
        findings.error(
            key + ".positions." + joint.name(),
            "starts at " + number(q) + " " + unit + ", outside the joint's limits " + range);
      } else if (q - reach < joint.lower() || q + reach > joint.upper()) {
        findings.warning(
            key + ".positionStd",
            "three standard deviations about " + number(q) + " " + unit + " leave the limits "
                + range + " of joint '" + joint.name() + "'");
      }
      if (Math.abs(condition.velocities()[i]) > joint.velocity()) {
        findings.warning(
            key + ".velocities." + joint.name(),
            "is above the URDF's greatest speed " + number(joint.velocity()) + " " + unit + "/s");
      }
    }
  }

  /** Drives that are too weak for the start may be meant: a swing-up begins where it hangs. */
  private static void weight(
      PlantSettings plant, Condition condition, String key, Findings findings) {
    if (!Bodies.hasGravity(plant) || plant.gravityCompensation().isPresent()) {
      return;
    }
    double[] pull = new double[Bodies.joints(plant)];
    new RigidBodyDynamics(plant.robot(), plant.world().gravity())
        .gravityForces(condition.positions(), pull);
    double[] limits = Bodies.limits(plant);
    for (int i = 0; i < pull.length; i++) {
      Joint joint = Bodies.joint(plant, i);
      if (limits[i] > 0 && Math.abs(pull[i]) > limits[i] + joint.friction()) {
        findings.warning(
            key,
            "the actuator of '" + joint.name() + "' cannot hold the robot here: gravity pulls with "
                + number(Math.abs(pull[i])) + " " + Bodies.effortUnit(joint) + ", its limit is "
                + number(limits[i]));
      }
    }
  }
}
