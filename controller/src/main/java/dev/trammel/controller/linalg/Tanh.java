package dev.trammel.controller.linalg;

import static dev.trammel.controller.linalg.Fused.multiplyAdd;
import static dev.trammel.controller.linalg.vector.TanhNumbers.EXPONENT;
import static dev.trammel.controller.linalg.vector.TanhNumbers.HALF_LN2_HEAD;
import static dev.trammel.controller.linalg.vector.TanhNumbers.HALF_LN2_TAIL;
import static dev.trammel.controller.linalg.vector.TanhNumbers.MOST;
import static dev.trammel.controller.linalg.vector.TanhNumbers.ONE_BITS;
import static dev.trammel.controller.linalg.vector.TanhNumbers.PER_HALF_LN2;
import static dev.trammel.controller.linalg.vector.TanhNumbers.ROUNDER;
import static dev.trammel.controller.linalg.vector.TanhNumbers.ROUNDER_BITS;

/**
 * The hyperbolic tangent in arithmetic that every processor rounds alike, for scalars as for
 * vectors, where the JDK's differs from version to version.
 *
 * <p>With z = n·½ln 2 + y, |y| ≤ ¼ln 2, and s = 2ⁿ the addition theorem gives
 *
 * <pre>
 *   tanh z = ((s − 1)Q + (s + 1)yP) / ((s + 1)Q + (s − 1)yP)
 * </pre>
 *
 * <p>where tanh y ≈ yP/Q is the sixth convergent of Lambert's continued fraction, y/(1 + y²/(3 +
 * y²/(5 + …))), wrong by less than 1e-18 of it there. Beyond n = ±64 the quotient is ±1.
 */
final class Tanh {

  private Tanh() {}

  /** tanh(z); NaN beyond ±1e50. */
  static double of(double z) {
    long bits = Double.doubleToRawLongBits(multiplyAdd(z, PER_HALF_LN2, ROUNDER));
    bits = Math.max(ROUNDER_BITS - MOST, Math.min(bits, ROUNDER_BITS + MOST));
    double n = Double.longBitsToDouble(bits) - ROUNDER;
    double s = Double.longBitsToDouble((bits << EXPONENT) + ONE_BITS);
    double y = multiplyAdd(n, -HALF_LN2_TAIL, multiplyAdd(n, -HALF_LN2_HEAD, z));
    double y2 = y * y;
    double yP = multiplyAdd(multiplyAdd(y2, 21, 1260), y2, 10395) * y;
    double Q = multiplyAdd(multiplyAdd(y2 + 210, y2, 4725), y2, 10395);
    double below = s - 1;
    double above = s + 1;
    return multiplyAdd(below, Q, above * yP) / multiplyAdd(above, Q, below * yP);
  }
}
