package dev.trammel.controller.linalg;

/**
 * The precision of a network's weights: the upper 32 bits of a double, 21 of which are significant.
 * It halves what a forward pass has to read, which takes all its time.
 */
public final class Weights {

  private static final long HALF = 1L << 31;
  private static final long UPPER = -1L << 32;

  private Weights() {}

  /** The nearest number of that precision, at most 5e-7 of the value away. */
  public static double rounded(double value) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(value) + HALF) & UPPER);
  }
}
