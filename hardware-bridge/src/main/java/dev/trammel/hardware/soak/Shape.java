package dev.trammel.hardware.soak;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.hardware.wire.Birth;
import java.util.Arrays;
import java.util.List;

/**
 * What a birth says of a robot's efforts, by actuator.
 *
 * <pre>
 *   lower, upper, slew   m  bounds and greatest change [unit, unit/s]
 *   rate                 m  sensor of the velocity of what it drives; −1 if there is none
 *   gain, gainRate       m  of a damping safe action, and the sensor that it damps; gain 0: zero
 * </pre>
 */
record Shape(
    long period,
    double[] lower,
    double[] upper,
    double[] slew,
    int[] rate,
    double[] gain,
    int[] gainRate) {

  static Shape of(Birth birth) {
    Birth.Robot robot = birth.robot();
    List<Channel> actuators = robot.spec().actuators();
    List<String> sensors = robot.spec().sensors().stream().map(Channel::name).toList();
    int m = actuators.size();
    double[] gain = new double[m];
    int[] gainRate = new int[m];
    if (robot.spec().safeAction() instanceof SafeAction.Damping damping) {
      Arrays.setAll(gain, i -> damping.gains().get(i));
      Arrays.setAll(gainRate, i -> damping.rateSensors().get(i));
    }
    int[] rate = new int[m];
    Arrays.setAll(rate, i -> {
      int position = sensors.indexOf(actuators.get(i).name());
      return position < 0 ? -1 : sensors.indexOf(robot.sensorRates().get(position));
    });
    return new Shape(
        birth.periodMicros(),
        actuators.stream().mapToDouble(Channel::lower).toArray(),
        actuators.stream().mapToDouble(Channel::upper).toArray(),
        robot.inputRates().stream().mapToDouble(Double::doubleValue).toArray(),
        rate,
        gain,
        gainRate);
  }

  int inputs() {
    return lower.length;
  }

  /** The safe action of an input at a reading. */
  double safe(int i, double[] reading) {
    return gain[i] == 0 ? 0 : -gain[i] * reading[gainRate[i]];
  }

  /** Whether an effort takes speed from what it drives. */
  boolean isBraking(int i, double effort, double[] reading) {
    return rate[i] >= 0 && effort * reading[rate[i]] <= 0;
  }
}
