package dev.trammel.controller.task;

import org.ejml.data.DMatrixRMaj;

/**
 * What an episode costs, step by step: Σ_{t&lt;T} ℓ(t, x, u) + ℓ(T, x).
 *
 * <p>At the terminal step t = T the input is absent: {@code u} is ignored and nothing is added to
 * the input's part of an expansion. Not thread-safe: each condition of a task owns its cost.
 */
public interface Cost {

  /**
   * The cost of one step.
   *
   * @param step t, 0 … T
   * @param x n×1; not modified
   * @param u m×1, ignored at t = T; not modified
   */
  double value(int step, DMatrixRMaj x, DMatrixRMaj u);

  /**
   * Adds value, gradient and Hessian at a point to an expansion. The Hessian may be a
   * Gauss-Newton approximation, and says so in the implementing class.
   *
   * @param step t, 0 … T
   * @param x n×1; not modified
   * @param u m×1, ignored at t = T; not modified
   * @param out modified: added to
   */
  void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out);
}
