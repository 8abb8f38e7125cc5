package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/**
 * How a sensor's reading departs from the truth.
 *
 * @param noise standard deviation of white Gaussian noise, in the sensor's unit; 0 for none
 * @param quantum smallest difference that a reading can show, in the sensor's unit; 0 for none
 * @param delay age of what is read [s]
 */
public record SensorErrors(double noise, double quantum, double delay) {

  public static final SensorErrors NONE = new SensorErrors(0, 0, 0);

  public SensorErrors {
    Require.nonNegative(noise, "noise");
    Require.nonNegative(quantum, "quantum");
    Require.nonNegative(delay, "delay");
  }
}
