package dev.trammel.hardware.device;

import dev.trammel.controller.plant.Channel;
import dev.trammel.hardware.wire.Birth;
import java.util.List;

/**
 * What the core has to know of a robot.
 *
 * @param birth what the robot says of itself, with its limits
 * @param restRates for each sensor, below what it counts as at rest, if it is the rate of another
 *     one; the others' are not looked at [unit of the sensor]
 * @param acceleration for each actuator, what an input at its bound gives, about; rather more than
 *     less. Half of it must be enough to brake [m/s² or rad/s²]
 */
public record DeviceSettings(Birth birth, List<Double> restRates, List<Double> acceleration) {

  public DeviceSettings {
    restRates = List.copyOf(restRates);
    acceleration = List.copyOf(acceleration);
    requirePositive(restRates, birth.robot().spec().observationSize(), "rest rates");
    requirePositive(acceleration, birth.robot().spec().actionSize(), "accelerations");
    birth.robot().spec().actuators().forEach(DeviceSettings::requireBounded);
  }

  private static void requireBounded(Channel actuator) {
    if (!Double.isFinite(actuator.lower()) || !Double.isFinite(actuator.upper())) {
      throw new IllegalArgumentException("actuator " + actuator.name()
          + " must have both bounds, has " + actuator.lower() + " and " + actuator.upper());
    }
  }

  private static void requirePositive(List<Double> values, int size, String name) {
    if (values.size() != size
        || values.stream().anyMatch(value -> !(value > 0 && Double.isFinite(value)))) {
      throw new IllegalArgumentException(
          "there must be " + size + " positive " + name + ", were " + values);
    }
  }
}
