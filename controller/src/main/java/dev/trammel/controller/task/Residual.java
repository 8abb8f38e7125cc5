package dev.trammel.controller.task;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A deviation d(t, x, u) that a cost penalises: k numbers that depend on a few entries of
 * z = (x, u). Not thread-safe.
 */
interface Residual {

  /** k. */
  int size();

  /** The entries of z that d depends on, ascending. */
  int[] entries();

  /** Whether d depends on the input, and so is absent at the terminal step. */
  boolean usesInput();

  /**
   * The deviation.
   *
   * @param x n×1; not modified
   * @param u m×1, not read unless the residual uses the input; not modified
   * @param d k; modified
   */
  void evaluate(int step, DMatrixRMaj x, DMatrixRMaj u, double[] d);

  /**
   * Its Jacobian.
   *
   * @param x n×1; not modified
   * @param u m×1, not read unless the residual uses the input; not modified
   * @param J k rows, one column per entry of {@link #entries}; modified
   */
  void jacobian(int step, DMatrixRMaj x, DMatrixRMaj u, double[][] J);

  /**
   * Its second derivative, Σᵢ fᵢ ∇²dᵢ; zero for a residual that is affine in z.
   *
   * @param x n×1; not modified
   * @param u m×1, not read unless the residual uses the input; not modified
   * @param factors k, f; not modified
   * @param H one row and column per entry of {@link #entries}; modified
   */
  default void curvature(int step, DMatrixRMaj x, DMatrixRMaj u, double[] factors, double[][] H) {
    for (double[] row : H) {
      Arrays.fill(row, 0);
    }
  }
}
