package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Require;

/**
 * When innovations say that a model is wrong.
 *
 * @param window over how many steps normalised innovations are summed
 * @param falseAlarm probability at any one step that the innovations of a sound model say it is
 *     wrong
 * @param inflation how many times wider than the model's noise innovations may be for it to count as
 *     sound, at least 1: a fitted covariance is itself an estimate
 * @param beyond how many times wider than that they must be for the local controller not to be
 *     trusted either, more than 1
 * @param clearance probability at any one step that the innovations of a sound model, so inflated,
 *     are not yet small enough to end an alarm
 */
public record GuardSettings(
    int window, double falseAlarm, double inflation, double beyond, double clearance) {

  public GuardSettings {
    Require.atLeast(window, 1, "window");
    Require.inRange(falseAlarm, 1e-100, 0.5, "false alarm probability");
    Require.inRange(clearance, falseAlarm, 0.999, "clearance probability");
    if (!(Require.finite(inflation, "inflation") >= 1)) {
      throw new IllegalArgumentException("inflation must be at least 1, was " + inflation);
    }
    if (!(Require.finite(beyond, "beyond") > 1)) {
      throw new IllegalArgumentException("beyond must be more than 1, was " + beyond);
    }
  }

  /** Ten steps, noise up to twice as wide as fitted, ten times wider than that is beyond. */
  public static GuardSettings defaults() {
    return new GuardSettings(10, 1e-4, 2, 10, 0.5);
  }

  public GuardSettings withWindow(int other) {
    return new GuardSettings(other, falseAlarm, inflation, beyond, clearance);
  }

  public GuardSettings withFalseAlarm(double other) {
    return new GuardSettings(window, other, inflation, beyond, clearance);
  }

  public GuardSettings withInflation(double other) {
    return new GuardSettings(window, falseAlarm, other, beyond, clearance);
  }
}
