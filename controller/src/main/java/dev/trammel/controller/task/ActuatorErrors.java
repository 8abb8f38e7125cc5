package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/**
 * How the effort that acts on a joint departs from the one that was commanded: late, 0 where the
 * command is within the dead band, smoothed by a first-order lag, and
 *
 * <pre>  strength · (command, delayed and lagged) + offset.</pre>
 *
 * @param strength share of the effort that arrives; 1 for all of it
 * @param deadBand greatest command that has no effect [N·m or N]; 0 for none
 * @param delay until a command acts [s]
 * @param lag time constant with which it then does [s]
 * @param offset effort that acts unasked [N·m or N]
 */
public record ActuatorErrors(
    double strength, double deadBand, double delay, double lag, double offset) {

  public static final ActuatorErrors NONE = new ActuatorErrors(1, 0, 0);

  public ActuatorErrors {
    Require.nonNegative(strength, "strength");
    Require.nonNegative(deadBand, "deadBand");
    Require.nonNegative(delay, "delay");
    Require.nonNegative(lag, "lag");
    Require.finite(offset, "offset");
  }

  /** Without lag and offset. */
  public ActuatorErrors(double strength, double deadBand, double delay) {
    this(strength, deadBand, delay, 0, 0);
  }
}
