package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;

/**
 * How much a deviation hurts, as a function of s = Σ wᵢ dᵢ²:
 *
 * <pre>  φ(s) = ½ l2 s + l1 √(α + s) + ½ log ln(α + s)</pre>
 *
 * <p>The quadratic part brings a far state near, the other two make the last bit worth while
 * (Levine, Finn, Darrell and Abbeel, 2016, use the logarithm for precision). In the coordinates
 * √w d the curvature is 2φ′ across the deviation and 2φ′ + 4φ″s along it. That of the logarithm
 * is negative along the deviation where s &gt; α; {@link Curvature} says what then becomes of it.
 *
 * @param l2 weight of the square [-]
 * @param l1 weight of the smooth length [-]
 * @param log weight of the logarithm [-]
 * @param alpha α, where square root and logarithm become round; unit of s
 * @param curvature which second derivative to report
 */
record SmoothNorm(double l2, double l1, double log, double alpha, Curvature curvature) {

  static final double DEFAULT_ALPHA = 1e-4;

  /** Which second derivative a cost reports. */
  enum Curvature {
    /** The true one, the deviation's own included; the logarithm makes it indefinite. */
    EXACT,
    /** Gauss-Newton, and positive semidefinite: negative curvature of the norm becomes none. */
    PROJECTED,
    /** Gauss-Newton, of the parabola in √s above the norm that touches it: 2φ′ all around. */
    MAJORIZED
  }

  SmoothNorm {
    Require.nonNegative(l2, "l2");
    Require.nonNegative(l1, "l1");
    Require.nonNegative(log, "log");
    Require.positive(alpha, "alpha");
  }

  static SmoothNorm square() {
    return new SmoothNorm(1, 0, 0, 1, Curvature.PROJECTED);
  }

  double value(double s) {
    return 0.5 * l2 * s + l1 * Math.sqrt(alpha + s) + 0.5 * log * logOf(alpha + s);
  }

  /** φ′. */
  double slope(double s) {
    double root = Math.sqrt(alpha + s);
    return 0.5 * (l2 + l1 / root + log / (alpha + s));
  }

  /** φ″, made no smaller than the curvature setting allows. */
  double bend(double s) {
    double sum = alpha + s;
    double exact = -0.25 * l1 / (sum * Math.sqrt(sum)) - 0.5 * log / (sum * sum);
    return switch (curvature) {
      case EXACT -> exact;
      case MAJORIZED -> 0;
      case PROJECTED -> s > 0 ? Math.max(exact, -0.5 * slope(s) / s) : exact;
    };
  }

  private double logOf(double sum) {
    return log > 0 ? StrictMath.log(sum) : 0;
  }
}
