package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import java.util.List;

/**
 * What goes wrong with a simulated body on purpose, in each of its episodes.
 *
 * @param pushes in any order
 * @param faults of sensors, in any order
 * @param actuators one per actuator, or none where all do as they are told
 */
public record Disturbances(
    List<Push> pushes, List<SensorFault> faults, List<ActuatorErrors> actuators) {

  /** Nothing goes wrong. */
  public static final Disturbances NONE = new Disturbances(List.of(), List.of(), List.of());

  public Disturbances {
    pushes = List.copyOf(pushes);
    faults = List.copyOf(faults);
    actuators = List.copyOf(actuators);
  }

  public static Disturbances of(List<Push> pushes) {
    return new Disturbances(pushes, List.of(), List.of());
  }

  public boolean isEmpty() {
    return pushes.isEmpty()
        && faults.isEmpty()
        && actuators.stream().allMatch(ActuatorErrors.NONE::equals);
  }

  /**
   * Checks that they name what a body has.
   *
   * @throws IllegalArgumentException if not
   */
  public void requireFit(PlantSettings plant) {
    pushes.forEach(push -> plant.place(push.link()));
    for (SensorFault fault : faults) {
      Require.inRange(fault.sensor(), 0, plant.sensors().size() - 1, "the sensor of a fault");
    }
    if (!actuators.isEmpty() && actuators.size() != plant.actuators().size()) {
      throw new IllegalArgumentException("disturbances must have an entry per actuator, "
          + plant.actuators().size() + ", had " + actuators.size());
    }
  }
}
