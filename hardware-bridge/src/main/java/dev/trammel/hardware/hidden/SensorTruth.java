package dev.trammel.hardware.hidden;

import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorSettings;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;

/** What a task and the truth together say of a sensor. */
public final class SensorTruth {

  /** Of encoders where the task gives no quantum: 2¹⁸ lines per turn, and a hundredth of a mm. */
  private static final double RADIANS = 2 * Math.PI / (1 << 18);

  private static final double METRES = 1e-5;

  private SensorTruth() {}

  /** Deviation of a sensor's white noise. */
  public static double noise(SensorSettings sensor, Truth truth) {
    double described = sensor.errors().noise();
    if (!(sensor instanceof JointSensor measured)) {
      return described;
    }
    if (truth.isDead(measured.joint())) {
      return 0;
    }
    NoiseEffects effects = truth.joints().get(measured.joint()).noise();
    boolean isRate = measured.quantity() == Quantity.VELOCITY;
    return described * (isRate ? effects.velocity() : effects.position());
  }

  /** Steps in which a sensor reads; 0 for none. */
  public static double quantum(PlantSettings settings, SensorSettings sensor, Truth truth) {
    if (!(sensor instanceof JointSensor measured)) {
      return sensor.errors().quantum();
    }
    if (measured.quantity() == Quantity.VELOCITY) {
      return sensor.errors().quantum();
    }
    boolean turns =
        settings.robot().bodies().get(measured.joint()).joint().type().rotates();
    int counts = truth.joints().get(measured.joint()).encoder().counts();
    if (counts > 0) {
      return (turns ? 2 * Math.PI : 1) / counts;
    }
    double described = sensor.errors().quantum();
    return described > 0 ? described : turns ? RADIANS : METRES;
  }

  /** One count of the encoder of a joint; 0 for a joint that nobody measures. */
  public static double count(PlantSettings settings, int joint, Truth truth) {
    for (SensorSettings sensor : settings.sensors()) {
      if (sensor instanceof JointSensor measured
          && measured.joint() == joint
          && measured.quantity() == Quantity.POSITION) {
        return quantum(settings, sensor, truth);
      }
    }
    return 0;
  }
}
