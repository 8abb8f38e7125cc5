package dev.trammel.hardware.emulated;

import dev.trammel.hardware.hidden.FrictionEffects;

/**
 * Dry friction of one joint after Stribeck: most at rest, less when it slides (Armstrong-Hélouvry
 * et al., A Survey of Models, Analysis Tools and Compensation Methods for the Control of Machines
 * with Friction, 1994).
 *
 * <pre>  F(q, v) = (F ± a) (1 + w sin 2q) (1 + s exp(−(v/v₀)²))</pre>
 *
 * <p>It takes motion away and never gives any: over a step it brings the joint to rest if it can.
 */
final class Friction {

  /** v₀ [rad/s or m/s]. */
  private static final double STRIBECK_SPEED = 0.02;

  private final FrictionEffects effects;

  Friction(FrictionEffects effects) {
    this.effects = effects;
  }

  /**
   * What acts on the joint over a step.
   *
   * @param position of the joint
   * @param rate that the joint would have after it without friction
   * @param toRest effort that would bring it to rest in the step [N·m or N]
   */
  double effort(double position, double rate, double toRest) {
    double most = effects.dry() + effects.asymmetry() * Math.signum(rate);
    if (effects.stribeck() > 0) {
      double ratio = rate / STRIBECK_SPEED;
      most *= 1 + effects.stribeck() * StrictMath.exp(-ratio * ratio);
    }
    if (effects.wave() > 0) {
      most *= 1 + effects.wave() * StrictMath.sin(2 * position);
    }
    return Math.max(-most, Math.min(most, toRest));
  }
}
