package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Birth;
import java.util.List;

/**
 * What the core has to know of a robot.
 *
 * @param birth what the robot says of itself, with its limits
 * @param restRates for each sensor, below what it counts as at rest, if it is the rate of another
 *     one; the others' are not looked at [unit of the sensor]
 * @param braking for each actuator, the deceleration that it can be relied on for, all friction
 *     and gravity allowed for; ∞ if nothing needs to brake [m/s² or rad/s²]
 */
public record DeviceSettings(Birth birth, List<Double> restRates, List<Double> braking) {

  public DeviceSettings {
    restRates = List.copyOf(restRates);
    braking = List.copyOf(braking);
    requirePositive(restRates, birth.robot().spec().observationSize(), "rest rates");
    requirePositive(braking, birth.robot().spec().actionSize(), "decelerations");
  }

  private static void requirePositive(List<Double> values, int size, String name) {
    if (values.size() != size || values.stream().anyMatch(value -> !(value > 0))) {
      throw new IllegalArgumentException(
          "there must be " + size + " positive " + name + ", were " + values);
    }
  }
}
