package dev.trammel.controller.task;

import org.ejml.data.DMatrixRMaj;

/**
 * How far an angle is from a target, whole turns apart: d = 2 sin((θ − θ*) / 2), so that ½ d² =
 * 1 − cos(θ − θ*).
 */
final class AngleResidual implements Residual {

  private final int entry;
  private final TargetPath target;

  AngleResidual(int entry, TargetPath target) {
    this.entry = entry;
    this.target = target;
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
    return false;
  }

  @Override
  public void evaluate(int step, DMatrixRMaj x, DMatrixRMaj u, double[] d) {
    d[0] = 2 * StrictMath.sin(0.5 * (x.data[entry] - target.at(step, 0)));
  }

  @Override
  public void jacobian(int step, DMatrixRMaj x, DMatrixRMaj u, double[][] J) {
    J[0][0] = StrictMath.cos(0.5 * (x.data[entry] - target.at(step, 0)));
  }

  @Override
  public void curvature(int step, DMatrixRMaj x, DMatrixRMaj u, double[] factors, double[][] H) {
    H[0][0] = -0.5 * factors[0] * StrictMath.sin(0.5 * (x.data[entry] - target.at(step, 0)));
  }
}
