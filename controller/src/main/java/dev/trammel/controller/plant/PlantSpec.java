package dev.trammel.controller.plant;

import java.util.List;

/**
 * What a plant offers: the layout of its observations and actions, and its rate.
 *
 * @param name of the body
 * @param sensors p channels, in the order of {@link Observation#values}
 * @param actuators m channels with their limits, in the order of {@link Action#applied}
 * @param period control interval [s]; an action is held over it
 * @param safeAction what to apply when no controller can be trusted
 */
public record PlantSpec(
    String name,
    List<Channel> sensors,
    List<Channel> actuators,
    double period,
    SafeAction safeAction) {

  public PlantSpec {
    sensors = List.copyOf(sensors);
    actuators = List.copyOf(actuators);
    if (sensors.isEmpty() || actuators.isEmpty()) {
      throw new IllegalArgumentException("plant " + name + " needs a sensor and an actuator");
    }
    if (!(period > 0)) {
      throw new IllegalArgumentException("period must be positive, was " + period);
    }
  }

  public int observationSize() {
    return sensors.size();
  }

  public int actionSize() {
    return actuators.size();
  }
}
