package dev.trammel.controller.linalg.vector;

/** Numbers by which scalars and vectors reduce the argument of a hyperbolic tangent alike. */
public final class TanhNumbers {

  /** 2/ln 2. */
  public static final double PER_HALF_LN2 = 2.8853900817779268;

  /** The leading 40 bits of ½ln 2, so that n times it is exact. */
  public static final double HALF_LN2_HEAD = 0x1.62e42fefap-2;

  /** The rest of ½ln 2. */
  public static final double HALF_LN2_TAIL = 0x1.cf79abc9e3b4p-41;

  /** Added to a number, it rounds it to an integer, which then stands in the lowest bits. */
  public static final double ROUNDER = 0x1.8p52;

  /** The rounder's bits. */
  public static final long ROUNDER_BITS = 0x4338_0000_0000_0000L;

  /** The largest n. */
  public static final long MOST = 64;

  /** Where a double's exponent begins. */
  public static final int EXPONENT = 52;

  /** The bits of 1. */
  public static final long ONE_BITS = 0x3FF0_0000_0000_0000L;

  private TanhNumbers() {}
}
