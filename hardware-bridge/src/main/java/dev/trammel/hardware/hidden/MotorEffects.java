package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.Require;

/**
 * What becomes of a commanded effort. Not looked at where a joint has no actuator.
 *
 * @param strength share of it that arrives [-]
 * @param offset what arrives beside it [N·m or N]
 * @param delay until it reaches the motor [s]
 * @param lag time constant of the motor [s]
 * @param ripple amplitude of the torque ripple, as a share of the effort [-]
 * @param backlash play of the gear [rad or m]
 */
public record MotorEffects(
    double strength, double offset, double delay, double lag, double ripple, double backlash) {

  public static final MotorEffects NONE = new MotorEffects(1, 0, 0, 0, 0, 0);

  public MotorEffects {
    Require.positive(strength, "strength");
    Require.finite(offset, "effort offset");
    Require.nonNegative(delay, "delay");
    Require.nonNegative(lag, "lag");
    Require.nonNegative(ripple, "ripple");
    Require.nonNegative(backlash, "backlash");
  }
}
