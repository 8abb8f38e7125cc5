package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/**
 * How the effort that acts on a joint departs from the one that was commanded: late, and
 * strength · u, or 0 where |u| is within the dead band.
 *
 * @param strength share of the effort that arrives; 1 for all of it
 * @param deadBand greatest command that has no effect [N·m or N]; 0 for none
 * @param delay until a command acts [s]
 */
public record ActuatorErrors(double strength, double deadBand, double delay) {

  public static final ActuatorErrors NONE = new ActuatorErrors(1, 0, 0);

  public ActuatorErrors {
    Require.nonNegative(strength, "strength");
    Require.nonNegative(deadBand, "deadBand");
    Require.nonNegative(delay, "delay");
  }
}
