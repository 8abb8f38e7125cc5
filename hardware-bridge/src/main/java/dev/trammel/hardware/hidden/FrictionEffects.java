package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.Require;

/**
 * What resists a joint. Its dry friction while it slides, at position q and speed v, is
 *
 * <pre>  (F + a sgn v) (1 + w sin 2q)   less or more as it moves down or up</pre>
 *
 * <p>and s times as much more at rest, which is gone within 0.02 /s (Stribeck).
 *
 * @param damping viscous friction [N·m·s/rad or N·s/m]
 * @param dry F [N·m or N]
 * @param asymmetry a, how much more it is upwards and less downwards [N·m or N]
 * @param stribeck s [-]
 * @param wave w, below 1 [-]
 */
public record FrictionEffects(
    double damping, double dry, double asymmetry, double stribeck, double wave) {

  public FrictionEffects {
    Require.nonNegative(damping, "damping");
    Require.nonNegative(dry, "dry friction");
    Require.nonNegative(stribeck, "stribeck");
    Require.inRange(wave, 0, 0.99, "friction wave");
    Require.inRange(asymmetry, -dry, dry, "friction asymmetry");
  }
}
