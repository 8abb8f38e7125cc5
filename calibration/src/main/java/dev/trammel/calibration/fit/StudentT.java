package dev.trammel.calibration.fit;

/** How far an interval reaches that rests on few samples. */
public final class StudentT {

  /** Of the normal distribution. */
  private static final double NORMAL = 1.959964;

  private StudentT() {}

  /**
   * Deviations from the middle of an interval of 95 % to its end, to 1 % from 3 degrees of freedom
   * on (Cornish and Fisher's expansion; Abramowitz and Stegun 26.7.5).
   *
   * @param degrees of freedom, at least 1
   */
  public static double deviations(int degrees) {
    if (degrees <= 2) {
      return degrees == 2 ? 4.3027 : 12.7062;
    }
    double z = NORMAL;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double z7 = z5 * z * z;
    double z9 = z7 * z * z;
    double v = degrees;
    return z
        + (z3 + z) / (4 * v)
        + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v)
        + (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92_160 * v * v * v * v);
  }
}
