package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Require;

/**
 * How wide the tube of a controller is.
 *
 * @param leaving probability, at most, that an episode leaves it where the model is right
 * @param widening how many times wider the states are taken to be spread than the model says: a
 *     fitted covariance is itself an estimate; at least 1
 */
public record TubeSettings(double leaving, double widening) {

  public TubeSettings {
    Require.inRange(leaving, 1e-12, 0.5, "tube.leaving");
    Require.inRange(widening, 1, 1e6, "tube.widening");
  }

  /** One episode of a thousand, twice as wide as the model says. */
  public static TubeSettings defaults() {
    return new TubeSettings(1e-3, 2);
  }
}
