package dev.trammel.hardware.device;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.hardware.wire.Birth;
import java.util.List;

/**
 * What the birth says by names, as numbers and indices. Nothing in here changes.
 *
 * <p>A joint, and an actuator, is known by the sensor of its name, which measures its position; that
 * sensor's rate is the joint's.
 */
final class Wiring {

  /** Index of a sensor that is not there. */
  static final int NONE = -1;

  final int p;
  final int m;
  final int features;
  final int periodMicros;
  final Birth.Offer offer;

  /** Per sensor: bounds, whether it is a rate, and below what a rate is at rest. */
  final double[] sensorLower;

  final double[] sensorUpper;
  final boolean[] isRate;
  final double[] restRate;

  /** Per actuator: bounds, greatest change [unit/s], sensors of its position and rate. */
  final double[] lower;

  final double[] upper;
  final double[] slew;
  final int[] position;
  final int[] rate;

  /** Per actuator: what a full input accelerates, and what damps it as safe action. */
  final double[] acceleration;

  final double[] dampingGain;
  final int[] dampingRate;

  /** Per joint that MOVE can aim: sensors of its position and rate. */
  final int[] jointPosition;

  final int[] jointRate;

  Wiring(DeviceSettings settings) {
    Birth.Robot robot = settings.birth().robot();
    PlantSpec spec = robot.spec();
    p = spec.observationSize();
    m = spec.actionSize();
    features = robot.features().size();
    periodMicros = settings.birth().periodMicros();
    offer = settings.birth().offer();

    sensorLower = spec.sensors().stream().mapToDouble(Channel::lower).toArray();
    sensorUpper = spec.sensors().stream().mapToDouble(Channel::upper).toArray();
    restRate = numbers(settings.restRates());
    isRate = new boolean[p];
    for (int i = 0; i < p; i++) {
      isRate[i] = robot.sensorRates().contains(spec.sensors().get(i).name());
    }

    List<String> actuators = spec.actuators().stream().map(Channel::name).toList();
    lower = spec.actuators().stream().mapToDouble(Channel::lower).toArray();
    upper = spec.actuators().stream().mapToDouble(Channel::upper).toArray();
    slew = numbers(robot.inputRates());
    position = positions(spec, actuators);
    rate = rates(robot, actuators);

    acceleration = numbers(settings.acceleration());
    dampingGain = new double[m];
    dampingRate = new int[m];
    if (spec.safeAction() instanceof SafeAction.Damping damping) {
      for (int i = 0; i < m; i++) {
        dampingGain[i] = damping.gains().get(i);
        dampingRate[i] = damping.rateSensors().get(i);
      }
    }
    jointPosition = positions(spec, robot.joints());
    jointRate = rates(robot, robot.joints());
  }

  /** Period [s]. */
  double periodSeconds() {
    return periodMicros * 1e-6;
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static int[] positions(PlantSpec spec, List<String> names) {
    return names.stream().mapToInt(name -> sensor(spec, name)).toArray();
  }

  private static int[] rates(Birth.Robot robot, List<String> names) {
    return names.stream()
        .mapToInt(name -> rate(robot, sensor(robot.spec(), name)))
        .toArray();
  }

  private static int rate(Birth.Robot robot, int sensor) {
    return sensor == NONE ? NONE : sensor(robot.spec(), robot.sensorRates().get(sensor));
  }

  private static int sensor(PlantSpec spec, String name) {
    for (int i = 0; i < spec.observationSize(); i++) {
      if (spec.sensors().get(i).name().equals(name)) {
        return i;
      }
    }
    return NONE;
  }
}
