package dev.trammel.controller.linalg.vector;

import jdk.incubator.vector.DoubleVector;

/** How many doubles one instruction of this machine takes. */
public final class Lanes {

  private Lanes() {}

  /**
   * Lanes of the widest vectors that this JVM compiles to instructions, or of its smallest where
   * there are none.
   */
  public static int preferred() {
    return DoubleVector.SPECIES_PREFERRED.length();
  }

  /** The sum of the first {@link #preferred()} values. */
  static double sum(double[] values) {
    double[] lanes = new double[preferred()];
    DoubleVector.fromArray(DoubleVector.SPECIES_PREFERRED, values, 0).intoArray(lanes, 0);
    double sum = 0;
    for (double lane : lanes) {
      sum += lane;
    }
    return sum;
  }
}
