package dev.trammel.controller.mpc;

import org.ejml.data.DMatrixRMaj;

/** A known model of one control interval: x′ = f(x, u). Not thread-safe. */
public interface TransitionModel {

  /** n. */
  int stateSize();

  /** m. */
  int inputSize();

  /**
   * Goes one step.
   *
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param next n×1; modified, not finite where the model has no answer
   */
  void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next);

  /**
   * The derivative of a step.
   *
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param F n×(n+m), the state's columns first; modified
   */
  void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F);
}
