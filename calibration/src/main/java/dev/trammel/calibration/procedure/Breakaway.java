package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.task.SensorErrors;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * When a joint that is pushed harder and harder begins to move for good: where the means of a few
 * readings begin to go on, one after the other, less what the push has grown by while the joint's
 * inertia took it so far,
 *
 * <pre>  F ≈ u − u̇ t,   x = u̇ t³ / (6 M)</pre>
 *
 * <p>Slow creeping before that is no motion: joints creep under a load that friction still bears.
 *
 * @param effort F, that was commanded when it broke away, the way that it was pushed, less the weight
 *     that is described; less than nothing where more weight than that helped [N·m or N]
 * @param push how much of it came beside what held the joint before [N·m or N]
 * @param late u̇ t, what was taken off [N·m or N]
 */
record Breakaway(double effort, double push, double late) {

  /** Readings of one mean. */
  private static final int MEAN = 10;

  /** No joint takes longer to be seen moving [s]. */
  private static final double LONGEST = 1;

  private static final double DEVIATIONS = 4;
  private static final double LEAST = 1e-4;
  private static final double QUANTA = 0.75;

  /**
   * How a joint was pushed.
   *
   * @param joint which one
   * @param direction ±1
   * @param alone steps before that, in which it came to rest; at least so many as make a mean
   * @param growth by which share the push grew [1/s]
   * @param inertia that the joint moves [kg·m² or kg]
   */
  record Push(int joint, int direction, int alone, double growth, double inertia) {}

  /**
   * How it broke away.
   *
   * @param weight effort that the joint takes where it is, by its position
   * @return nothing if it did not move
   */
  static Optional<Breakaway> of(
      Recording recording, BenchRobot robot, Push push, DoubleUnaryOperator weight) {
    int sensor = robot.described().layout().position(push.joint());
    int actuator = robot.actuator(push.joint());
    if (sensor < 0 || recording.steps() <= push.alone()) {
      return Optional.empty();
    }
    SensorErrors errors = robot.described().sensors().get(sensor).errors();
    double sigma = Math.hypot(errors.noise(), errors.quantum() / Math.sqrt(12));
    // of the joint, whatever way its encoder counts
    double slope = robot.readingSlope(push.joint());
    double threshold = Math.max(
        LEAST,
        Math.max(DEVIATIONS * sigma * Math.sqrt(2.0 / MEAN), QUANTA * errors.quantum())
            / Math.abs(slope));
    double[] readings = Arrays.stream(Readings.sensor(recording, sensor))
        .map(reading -> reading / slope)
        .toArray();
    double[] inputs = Readings.applied(recording, actuator);
    int left = recording.steps();
    while (left > push.alone()
        && push.direction() * (mean(readings, left) - mean(readings, left - MEAN)) > threshold) {
      left--;
    }
    if (left <= push.alone() || left >= recording.steps() - 1) {
      return Optional.empty();
    }
    double held = push.direction() * mean(inputs, push.alone());
    double u = push.direction() * mean(inputs, left);
    double rate = push.growth() * Math.max(0, u - held);
    double late = rate * sinceRest(rate / push.inertia(), threshold, robot.period());
    double place = mean(readings, left) - robot.readingOffset(push.joint()) / slope;
    double borne = push.direction() * weight.applyAsDouble(place);
    return Optional.of(new Breakaway(u - late - borne, Math.max(0, u - held - late), late));
  }

  /** How long ago the joint was at rest whose means of readings begin to differ so much [s]. */
  private static double sinceRest(double jerk, double threshold, double period) {
    double time = 0;
    double width = MEAN * period;
    while (time < LONGEST
        && way(jerk, time - width / 2) - way(jerk, time - 1.5 * width) < threshold) {
      time += period / 4;
    }
    // the push is a mean of the last readings too
    return Math.max(0, time - width / 2);
  }

  private static double way(double jerk, double time) {
    return time <= 0 ? 0 : jerk * time * time * time / 6;
  }

  /** Of both ways: free of what is left of weight, and of friction that is more one way than the other. */
  Breakaway mean(Breakaway other) {
    return new Breakaway(
        Math.max(0, (effort + other.effort) / 2), (push + other.push) / 2, (late + other.late) / 2);
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
