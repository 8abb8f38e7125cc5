package dev.trammel.controller.linalg;

import static dev.trammel.controller.linalg.Fused.multiplyAdd;

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
public final class Tanh {

  /** 2/ln 2. */
  public static final double PER_HALF_LN2 = 2.8853900817779268;

  /** The leading 40 bits of ½ln 2, so that n times it is exact. */
  public static final double HALF_LN2_HEAD = 0x1.62e42fefap-2;

  /** The rest of ½ln 2. */
  public static final double HALF_LN2_TAIL = 0x1.cf79abc9e3b4p-41;

  /** Added to a number, it rounds it to an integer, which then stands in the lowest bits. */
  public static final double ROUNDER = 0x1.8p52;

  /** The rounder's bits. */
  public static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);

  /** The largest n. */
  public static final long MOST = 64;

  /** Where a double's exponent begins. */
  public static final int EXPONENT = 52;

  /** The bits of 1. */
  public static final long ONE_BITS = Double.doubleToRawLongBits(1);

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
