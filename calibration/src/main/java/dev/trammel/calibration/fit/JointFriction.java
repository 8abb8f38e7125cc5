package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;

/**
 * Dry friction of one joint: Coulomb's, less easy one way than the other, more at rest (Stribeck).
 *
 * <pre>  f(v) = a ± (F + (B − F) exp(−(v/v₀)²))   with the sign of v</pre>
 *
 * @param dry F, when it slides [N·m or N]
 * @param asymmetry a, how much more it is forwards than backwards, halved [N·m or N]
 * @param breakaway B, what it takes to leave rest; at least F [N·m or N]
 * @param fadeSpeed v₀, at which most of the difference is gone [rad/s or m/s]
 */
public record JointFriction(double dry, double asymmetry, double breakaway, double fadeSpeed) {

  /** Where nothing is known of the fading. */
  private static final double USUAL_FADE_SPEED = 0.02;

  public static final JointFriction NONE = coulomb(0);

  public JointFriction {
    Require.nonNegative(dry, "dry friction");
    Require.finite(asymmetry, "friction asymmetry");
    Require.positive(fadeSpeed, "fadeSpeed");
    if (!(breakaway >= dry) || Double.isInfinite(breakaway)) {
      throw new IllegalArgumentException(
          "breakaway must be finite and at least the dry friction " + dry + ", was " + breakaway);
    }
  }

  /** The same at all speeds. */
  public static JointFriction coulomb(double dry) {
    return new JointFriction(dry, 0, dry, USUAL_FADE_SPEED);
  }

  public JointFriction withAsymmetry(double changed) {
    return new JointFriction(dry, changed, breakaway, fadeSpeed);
  }

  /**
   * With more of it at rest.
   *
   * @param more B − F, at least 0 [N·m or N]
   */
  public JointFriction withStiction(double more, double newFadeSpeed) {
    return new JointFriction(dry, asymmetry, dry + more, newFadeSpeed);
  }

  /** Whether a joint with it can come to rest by it. */
  boolean holds() {
    return breakaway > 0;
  }

  /**
   * What acts against the joint while it slides.
   *
   * @param direction ±1, which way
   * @param speed how fast, at least 0
   */
  double sliding(int direction, double speed) {
    double more = breakaway - dry;
    double ratio = speed / fadeSpeed;
    double size = more == 0 ? dry : dry + more * StrictMath.exp(-ratio * ratio);
    return asymmetry + direction * size;
  }

  /** How the size of what acts against the joint changes with its rate, whichever way that is. */
  double slope(double rate) {
    double ratio = rate / fadeSpeed;
    double more = breakaway - dry;
    return more == 0
        ? 0
        : -2
            * Math.abs(ratio)
            / fadeSpeed
            * more
            * StrictMath.exp(-ratio * ratio)
            * (rate < 0 ? -1 : 1);
  }
}
