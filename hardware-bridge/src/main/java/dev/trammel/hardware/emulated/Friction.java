package dev.trammel.hardware.emulated;

/**
 * Dry friction of one joint after Stribeck: most at rest, less when it slides (Armstrong-Hélouvry
 * et al., A Survey of Models, Analysis Tools and Compensation Methods for the Control of Machines
 * with Friction, 1994).
 *
 * <pre>  F(v) = F₁ + (F₀ − F₁) exp(−(v/v₀)²),   F₀ = 1.3 F₁</pre>
 *
 * <p>It takes motion away and never gives any: over a step it brings the joint to rest if it can.
 */
final class Friction {

  private static final double STICTION = 1.3;

  /** v₀ [rad/s or m/s]. */
  private static final double STRIBECK_SPEED = 0.02;

  private final double sliding;

  /** @param sliding F₁ [N·m or N] */
  Friction(double sliding) {
    this.sliding = sliding;
  }

  /**
   * What acts on the joint over a step.
   *
   * @param rate that the joint would have after it without friction
   * @param toRest effort that would bring it to rest in the step [N·m or N]
   */
  double effort(double rate, double toRest) {
    double ratio = rate / STRIBECK_SPEED;
    double most = sliding * (1 + (STICTION - 1) * StrictMath.exp(-ratio * ratio));
    return Math.max(-most, Math.min(most, toRest));
  }
}
