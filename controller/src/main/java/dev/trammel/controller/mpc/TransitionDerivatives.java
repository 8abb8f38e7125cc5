package dev.trammel.controller.mpc;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * Compares what a model says of its own derivative with central differences of its steps, for whoever
 * writes a model. Differences of two distances are combined (Richardson), so that smooth models agree
 * to about 1e-9.
 */
public final class TransitionDerivatives {

  private static final double DISTANCE = 1e-3;

  private final TransitionModel model;
  private final DMatrixRMaj x;
  private final DMatrixRMaj u;
  private final DMatrixRMaj F;
  private final DMatrixRMaj differences;

  /**
   * The entry that is farthest off.
   *
   * @param row of the next state
   * @param column of the state, or n + j for input j
   * @param said by the model
   * @param found by differences
   * @param error |said − found|, relative to 1 + the greatest entry of the row
   */
  public record Worst(int row, int column, double said, double found, double error) {}

  private TransitionDerivatives(TransitionModel model, DMatrixRMaj x, DMatrixRMaj u) {
    this.model = model;
    int n = model.stateSize();
    this.x = Require.shape(x, n, 1, "x").copy();
    this.u = Require.shape(u, model.inputSize(), 1, "u").copy();
    F = new DMatrixRMaj(n, n + model.inputSize());
    differences = new DMatrixRMaj(n, F.numCols);
    model.linearise(this.x, this.u, F);
    for (int j = 0; j < F.numCols; j++) {
      difference(j);
    }
  }

  /**
   * Holds a model to its steps.
   *
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param tolerance of each entry, relative to 1 + the greatest of its row; 1e-6 does for smooth
   *     models
   * @throws IllegalArgumentException naming the entry that is farthest off
   */
  public static void check(TransitionModel model, DMatrixRMaj x, DMatrixRMaj u, double tolerance) {
    Worst worst = worst(model, x, u);
    if (!(worst.error() <= tolerance)) {
      int n = model.stateSize();
      String by =
          worst.column() < n ? "state entry " + worst.column() : "input " + (worst.column() - n);
      throw new IllegalArgumentException("the derivative of next state entry " + worst.row()
          + " by " + by + " must be " + worst.found() + " as by differences, was " + worst.said());
    }
  }

  /**
   * The entry of the derivative that is farthest off; one that is no number is.
   *
   * @param x n×1; not modified
   * @param u m×1; not modified
   */
  public static Worst worst(TransitionModel model, DMatrixRMaj x, DMatrixRMaj u) {
    return new TransitionDerivatives(model, x, u).worst();
  }

  private Worst worst() {
    Worst worst = new Worst(0, 0, F.get(0, 0), differences.get(0, 0), -1);
    for (int i = 0; i < F.numRows; i++) {
      double scale = 1;
      for (int j = 0; j < F.numCols; j++) {
        scale = Math.max(scale, 1 + Math.abs(differences.get(i, j)));
      }
      for (int j = 0; j < F.numCols; j++) {
        double error = Math.abs(F.get(i, j) - differences.get(i, j)) / scale;
        if (!(error <= worst.error())) {
          worst = new Worst(i, j, F.get(i, j), differences.get(i, j), error);
        }
        if (Double.isNaN(error)) {
          return worst;
        }
      }
    }
    return worst;
  }

  private void difference(int column) {
    DMatrixRMaj vector = column < x.numRows ? x : u;
    int entry = column < x.numRows ? column : column - x.numRows;
    double h = DISTANCE * (1 + Math.abs(vector.get(entry)));
    // (4 D(h/2) − D(h)) / 3
    add(vector, entry, column, h, -1.0 / 3);
    add(vector, entry, column, h / 2, 4.0 / 3);
  }

  private void add(DMatrixRMaj vector, int entry, int column, double h, double weight) {
    double value = vector.get(entry);
    vector.set(entry, value + h);
    DMatrixRMaj ahead = step();
    vector.set(entry, value - h);
    DMatrixRMaj behind = step();
    vector.set(entry, value);
    for (int i = 0; i < differences.numRows; i++) {
      double slope = (ahead.get(i) - behind.get(i)) / (2 * h);
      differences.set(i, column, differences.get(i, column) + weight * slope);
    }
  }

  private DMatrixRMaj step() {
    DMatrixRMaj next = new DMatrixRMaj(differences.numRows, 1);
    model.step(x, u, next);
    return next;
  }
}
