package dev.trammel.controller.task;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Some entries of the state, or of the input, less their target. */
final class EntryResidual implements Residual {

  private final int[] entries;
  private final int offset;
  private final TargetPath target;

  private EntryResidual(int[] entries, int offset, TargetPath target) {
    this.entries = entries.clone();
    this.offset = offset;
    this.target = target;
  }

  /** Entries of x, ascending. */
  static EntryResidual ofState(int[] entries, TargetPath target) {
    return new EntryResidual(entries, 0, target);
  }

  /** The whole input. */
  static EntryResidual ofInput(int stateSize, int inputSize) {
    int[] entries = new int[inputSize];
    Arrays.setAll(entries, i -> stateSize + i);
    return new EntryResidual(entries, stateSize, TargetPath.constant(new double[inputSize]));
  }

  @Override
  public int size() {
    return entries.length;
  }

  @Override
  public int[] entries() {
    return entries.clone();
  }

  @Override
  public boolean usesInput() {
    return offset > 0;
  }

  @Override
  public void evaluate(int step, DMatrixRMaj x, DMatrixRMaj u, double[] d) {
    double[] z = offset > 0 ? u.data : x.data;
    for (int i = 0; i < entries.length; i++) {
      d[i] = z[entries[i] - offset] - target.at(step, i);
    }
  }

  @Override
  public void jacobian(int step, DMatrixRMaj x, DMatrixRMaj u, double[][] J) {
    for (int i = 0; i < J.length; i++) {
      Arrays.fill(J[i], 0);
      J[i][i] = 1;
    }
  }
}
