package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.AffineRows;
import dev.trammel.controller.linalg.Rows;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** The means of a fitted linear-Gaussian model, the same wherever the plan goes. */
public final class FittedHorizon implements HorizonModel {

  private final LinearGaussianDynamics model;

  /** Columns of F as rows, those of the state and those of the input. */
  private final double[][][] stateColumns;

  private final double[][][] inputColumns;

  /** The model is not modified. */
  public FittedHorizon(LinearGaussianDynamics model) {
    this.model = model;
    int n = model.stateSize();
    int m = model.inputSize();
    stateColumns = new double[model.steps()][][];
    inputColumns = new double[model.steps()][][];
    for (int t = 0; t < model.steps(); t++) {
      AffineRows rows = new AffineRows(n, n + m);
      rows.set(model.transitions[t], model.offsets[t]);
      stateColumns[t] = Arrays.copyOfRange(rows.transposed, 0, n);
      inputColumns[t] = Arrays.copyOfRange(rows.transposed, n, n + m);
    }
  }

  @Override
  public int steps() {
    return model.steps();
  }

  @Override
  public int stateSize() {
    return model.stateSize();
  }

  @Override
  public int inputSize() {
    return model.inputSize();
  }

  @RealTime
  @Override
  public boolean step(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    int at = Math.min(t, stateColumns.length - 1);
    // x' = Ax + Bu + f
    System.arraycopy(model.offsets[at].data, 0, next.data, 0, next.numRows);
    Rows.addCombination(x.data, stateColumns[at], x.numRows, next.data, next.numRows);
    Rows.addCombination(u.data, inputColumns[at], u.numRows, next.data, next.numRows);
    return Finite.all(next);
  }

  @RealTime
  @Override
  public boolean linearise(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F, DMatrixRMaj f) {
    int at = Math.min(t, stateColumns.length - 1);
    DMatrixRMaj transition = model.transitions[at];
    System.arraycopy(transition.data, 0, F.data, 0, transition.getNumElements());
    System.arraycopy(model.offsets[at].data, 0, f.data, 0, f.numRows);
    return true;
  }

  @Override
  public boolean isAffine() {
    return true;
  }
}
