package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;

/**
 * A number that a fit looks for.
 *
 * @param name for people: {@code joint2 damping}
 * @param start where the search begins
 * @param lower least value
 * @param upper greatest value
 * @param scale a change of it that is felt, in its unit
 * @param deviation σ of what was believed of it before the data, about the start; infinite for
 *     nothing
 */
public record Unknown(
    String name, double start, double lower, double upper, double scale, double deviation) {

  public Unknown {
    Require.inRange(start, lower, upper, "start of " + name);
    Require.positive(scale, "scale of " + name);
    if (!(deviation > 0)) {
      throw new IllegalArgumentException(
          "deviation of " + name + " must be positive, was " + deviation);
    }
  }

  /** One of which nothing is believed. */
  public Unknown(String name, double start, double lower, double upper, double scale) {
    this(name, start, lower, upper, scale, Double.POSITIVE_INFINITY);
  }

  /** The same, searched from elsewhere. */
  public Unknown from(double newStart) {
    return new Unknown(
        name, Math.max(lower, Math.min(upper, newStart)), lower, upper, scale, deviation);
  }

  double clamp(double value) {
    return Math.max(lower, Math.min(upper, value));
  }
}
