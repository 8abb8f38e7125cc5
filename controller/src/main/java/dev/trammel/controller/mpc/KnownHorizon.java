package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;

/** A known model, linearised wherever the plan goes. */
public final class KnownHorizon implements HorizonModel {

  private final TransitionModel model;
  private final int steps;

  /**
   * The same model at every time.
   *
   * @param steps T
   */
  public KnownHorizon(TransitionModel model, int steps) {
    this.model = model;
    this.steps = Require.atLeast(steps, 1, "steps");
  }

  @Override
  public int steps() {
    return steps;
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
    model.step(x, u, next);
    return Finite.all(next);
  }

  @RealTime
  @Override
  public boolean linearise(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F, DMatrixRMaj f) {
    model.step(x, u, f);
    model.linearise(x, u, F);
    // f = x' − F (x, u)
    for (int i = 0; i < f.numRows; i++) {
      int row = i * F.numCols;
      double sum = f.data[i];
      for (int j = 0; j < x.numRows; j++) {
        sum -= F.data[row + j] * x.data[j];
      }
      for (int j = 0; j < u.numRows; j++) {
        sum -= F.data[row + x.numRows + j] * u.data[j];
      }
      f.data[i] = sum;
    }
    return Finite.all(F) && Finite.all(f);
  }
}
