package dev.trammel.controller.task;

import org.ejml.data.DMatrixRMaj;

/**
 * How far one entry of z = (x, u) is beyond a lower or an upper bound: d = min(0, z − lower) +
 * max(0, z − upper). A bound may be infinite. Its square is smooth, with a step in the second
 * derivative at the bound.
 */
final class LimitResidual implements Residual {

  private final int entry;
  private final int offset;
  private final double lower;
  private final double upper;

  /**
   * Bounds one entry.
   *
   * @param entry index in z
   * @param stateSize n
   */
  LimitResidual(int entry, int stateSize, double lower, double upper) {
    if (!(lower < upper)) {
      throw new IllegalArgumentException(
          "limits must satisfy lower < upper, were " + lower + " and " + upper);
    }
    this.entry = entry;
    this.offset = entry < stateSize ? 0 : stateSize;
    this.lower = lower;
    this.upper = upper;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public int[] entries() {
    return new int[] {entry};
  }

  @Override
  public boolean usesInput() {
    return offset > 0;
  }

  @Override
  public void evaluate(int step, DMatrixRMaj x, DMatrixRMaj u, double[] d) {
    double z = value(x, u);
    d[0] = Math.min(0, z - lower) + Math.max(0, z - upper);
  }

  @Override
  public void jacobian(int step, DMatrixRMaj x, DMatrixRMaj u, double[][] J) {
    double z = value(x, u);
    J[0][0] = z < lower || z > upper ? 1 : 0;
  }

  private double value(DMatrixRMaj x, DMatrixRMaj u) {
    return offset > 0 ? u.data[entry - offset] : x.data[entry];
  }
}
