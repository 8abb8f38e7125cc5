package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.task.SensorErrors;
import java.util.Optional;

/**
 * When a joint that is pushed harder and harder begins to move: where the mean of a few readings leaves
 * its first place, less what the push has grown by while the joint's inertia took it there,
 *
 * <pre>  F ≈ u − u̇ t,   x = u̇ t³ / (6 M)</pre>
 *
 * @param effort F, that was commanded when it broke away, the way that it was pushed [N·m or N]
 * @param late u̇ t, what was taken off [N·m or N]
 */
record Breakaway(double effort, double late) {

  /** Readings of one mean. */
  private static final int MEAN = 10;

  private static final double DEVIATIONS = 4;
  private static final double LEAST = 1e-4;
  private static final double QUANTA = 0.75;

  /**
   * How a joint was pushed.
   *
   * @param joint which one
   * @param direction ±1
   * @param growth by which share the push grew [1/s]
   * @param inertia that the joint moves [kg·m² or kg]
   */
  record Push(int joint, int direction, double growth, double inertia) {}

  /** Nothing if it did not move. */
  static Optional<Breakaway> of(Recording recording, BenchRobot robot, Push push) {
    int sensor = robot.described().layout().position(push.joint());
    int actuator = robot.actuator(push.joint());
    if (sensor < 0 || recording.steps() <= 3 * MEAN) {
      return Optional.empty();
    }
    SensorErrors errors = robot.described().sensors().get(sensor).errors();
    double sigma = Math.hypot(errors.noise(), errors.quantum() / Math.sqrt(12));
    double threshold =
        Math.max(LEAST, Math.max(DEVIATIONS * sigma / Math.sqrt(MEAN), QUANTA * errors.quantum()));
    double[] readings = Readings.sensor(recording, sensor);
    double[] inputs = Readings.applied(recording, actuator);
    double rest = mean(readings, MEAN);
    int left = recording.steps();
    while (left > MEAN && Math.abs(mean(readings, left) - rest) > threshold) {
      left--;
    }
    if (left <= MEAN || left >= recording.steps() - 1) {
      return Optional.empty();
    }
    double u = push.direction() * mean(inputs, left);
    double rate = push.growth() * Math.max(0, u);
    double late = rate * Math.cbrt(6 * threshold * push.inertia() / Math.max(1e-12, rate));
    return Optional.of(new Breakaway(Math.max(0, u - late), late));
  }

  /** Of the last readings before one. */
  private static double mean(double[] values, int before) {
    double sum = 0;
    for (int t = before - MEAN; t < before; t++) {
      sum += values[t] / MEAN;
    }
    return sum;
  }
}
