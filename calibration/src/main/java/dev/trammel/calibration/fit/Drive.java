package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;

/**
 * What becomes of a command on its way to its joint: strength · (the command, late by the delay and
 * smoothed by the lag) + offset.
 *
 * @param strength share of a commanded effort that arrives [-]
 * @param offset that acts beside it [N·m or N]
 * @param delay until a command acts at all [s]
 * @param lag time constant with which it then comes to act [s]
 */
public record Drive(double strength, double offset, double delay, double lag) {

  /** Of an actuator that does what it is told at once, and of a joint without one. */
  public static final Drive IDEAL = new Drive(1, 0, 0, 0);

  public Drive {
    Require.finite(strength, "strength");
    Require.finite(offset, "effort offset");
    Require.nonNegative(delay, "delay");
    Require.nonNegative(lag, "lag");
  }

  public Drive withDelay(double changed) {
    return new Drive(strength, offset, changed, lag);
  }

  public Drive withLag(double changed) {
    return new Drive(strength, offset, delay, changed);
  }

  public Drive withStrength(double changed) {
    return new Drive(changed, offset, delay, lag);
  }

  public Drive withOffset(double changed) {
    return new Drive(strength, changed, delay, lag);
  }
}
