package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/**
 * A sensor that fails for a while. Times count from the episode's start.
 *
 * @param sensor index, in the order of {@link PlantSettings#sensors}
 * @param at when it begins [s]
 * @param duration [s]; +∞ for the rest of the episode
 * @param size in the sensor's unit, what the kind makes of it
 * @param probability that a spike hits a reading; 1 and without meaning for other kinds
 */
public record SensorFault(
    int sensor, Kind kind, double at, double duration, double size, double probability) {

  /** Far below a step of the physics [s]. */
  private static final double ROUNDING = 1e-9;

  /** How a sensor can fail. */
  public enum Kind {
    /** The last reading before the fault stays. */
    STUCK,
    /** There is no reading, and so no observation: an observation is whole or none. */
    DROPOUT,
    /** Readings are off by the size. */
    BIAS,
    /** Readings are off by the size, either way, each with a probability. */
    SPIKE,
    /** Readings go off by the size per second. */
    DRIFT
  }

  public SensorFault {
    Require.atLeast(sensor, 0, "sensor");
    Require.nonNegative(at, "at");
    Require.finite(size, "size");
    Require.inRange(probability, 0, 1, "probability");
    if (!(duration > 0)) {
      throw new IllegalArgumentException("duration must be positive, was " + duration);
    }
  }

  /** Whether it lasts at a time [s]. */
  public boolean isActive(double time) {
    return time >= at - ROUNDING && time - at < duration - ROUNDING;
  }
}
