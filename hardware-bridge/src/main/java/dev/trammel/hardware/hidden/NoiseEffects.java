package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.Require;

/**
 * Noise of a joint's sensors.
 *
 * @param position factor on the white noise that the task gives its position [-]
 * @param velocity factor on that of its velocity [-]
 * @param bias bias instability B of its position: flicker noise whose Allan deviation is 0.664 B, from
 *     0.1 s to two hours [rad or m]
 * @param walk random walk K of its position [rad/√s or m/√s]
 */
public record NoiseEffects(double position, double velocity, double bias, double walk) {

  public static final NoiseEffects NONE = new NoiseEffects(1, 1, 0, 0);

  public NoiseEffects {
    Require.nonNegative(position, "factor on a position's noise");
    Require.nonNegative(velocity, "factor on a velocity's noise");
    Require.nonNegative(bias, "bias instability");
    Require.nonNegative(walk, "random walk");
  }
}
