package dev.trammel.controller.check;

import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.ArrayList;
import java.util.List;

/** The same body with ideal sensors: the position of each joint, then the velocity of each. */
final class JointSensing {

  private JointSensing() {}

  static PlantSettings of(PlantSettings plant) {
    int joints = plant.robot().degreesOfFreedom();
    List<SensorSettings> sensors = new ArrayList<>();
    for (Quantity quantity : List.of(Quantity.POSITION, Quantity.VELOCITY)) {
      for (int joint = 0; joint < joints; joint++) {
        sensors.add(new JointSensor(quantity, joint, SensorErrors.NONE));
      }
    }
    return plant.with(sensors, safeAction(plant, joints));
  }

  private static SafeAction safeAction(PlantSettings plant, int joints) {
    if (plant.safeAction() instanceof SafeAction.Damping damping) {
      List<Integer> rates = plant.actuators().stream()
          .map(ActuatorSettings::joint)
          .map(joint -> joints + joint)
          .toList();
      return new SafeAction.Damping(damping.gains(), rates);
    }
    return plant.safeAction();
  }
}
