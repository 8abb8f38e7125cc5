package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.PlantSettings;
import java.util.Optional;

/**
 * The robot on the bench as far as it is known.
 *
 * @param described by its task: what it should be
 * @param nameplate what it says of itself
 * @param known what earlier runs found; nothing for the first
 */
public record BenchRobot(
    PlantSettings described, Nameplate nameplate, Optional<Calibration> known) {

  /** Joints in the order of the description. */
  public Joint joint(int index) {
    return described.robot().bodies().get(index).joint();
  }

  /** n. */
  public int joints() {
    return described.robot().degreesOfFreedom();
  }

  public double period() {
    return described.period();
  }

  /** Index of the actuator of a joint; -1 for a joint without one. */
  public int actuator(int joint) {
    for (int i = 0; i < described.actuators().size(); i++) {
      if (described.actuators().get(i).joint() == joint) {
        return i;
      }
    }
    return -1;
  }
}
