package dev.trammel.sim.sensor;

import dev.trammel.controller.task.SensorErrors;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** One scalar sensor: a true value, seen late, with noise, in steps. */
final class Sensor {

  private final DoubleSupplier source;
  private final SensorErrors errors;

  /** True values of the last physics steps, a ring; the present one is at {@code newest}. */
  private final double[] past;

  private int newest;

  /**
   * @param source the true value at present
   * @param timeStep of the physics [s]; the delay is a whole multiple of it
   */
  Sensor(DoubleSupplier source, SensorErrors errors, double timeStep) {
    this.source = source;
    this.errors = errors;
    past = new double[delaySteps(errors.delay(), timeStep) + 1];
    Arrays.fill(past, source.getAsDouble());
  }

  /** Physics steps in a delay; refuses a delay that is no whole multiple. */
  static int delaySteps(double delay, double timeStep) {
    long steps = Math.round(delay / timeStep);
    if (Math.abs(steps * timeStep - delay) > 1e-9) {
      throw new IllegalArgumentException("a sensor's delay must be a whole multiple of the time"
          + " step " + timeStep + ", was " + delay);
    }
    return Math.toIntExact(steps);
  }

  /** Takes note of the value after a physics step. */
  void advance() {
    if (past.length > 1) {
      newest = (newest + 1) % past.length;
      past[newest] = source.getAsDouble();
    }
  }

  double truth() {
    return source.getAsDouble();
  }

  double read(GaussianNoise random) {
    double value = past.length > 1 ? past[(newest + 1) % past.length] : source.getAsDouble();
    if (errors.noise() > 0) {
      value += errors.noise() * random.next();
    }
    if (errors.quantum() > 0) {
      value = errors.quantum() * Math.rint(value / errors.quantum());
    }
    return value;
  }
}
