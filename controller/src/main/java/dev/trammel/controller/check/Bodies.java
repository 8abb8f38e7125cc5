package dev.trammel.controller.check;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import java.util.Arrays;

/** Small questions about a body, by joint. */
final class Bodies {

  private Bodies() {}

  static Joint joint(PlantSettings plant, int index) {
    return plant.robot().bodies().get(index).joint();
  }

  static int joints(PlantSettings plant) {
    return plant.robot().degreesOfFreedom();
  }

  static String unit(Joint joint) {
    return joint.type().rotates() ? "rad" : "m";
  }

  static String effortUnit(Joint joint) {
    return joint.type().rotates() ? "N·m" : "N";
  }

  /** Greatest effort of each joint's actuator [N·m or N], 0 for a joint without one. */
  static double[] limits(PlantSettings plant) {
    double[] limits = new double[joints(plant)];
    for (ActuatorSettings actuator : plant.actuators()) {
      limits[actuator.joint()] = actuator.limit();
    }
    return limits;
  }

  static boolean hasGravity(PlantSettings plant) {
    return plant.world().gravity().norm() > 0;
  }

  static boolean isFinite(double... values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
