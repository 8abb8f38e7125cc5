package dev.trammel.controller.dynamics;

import org.ejml.data.DMatrixRMaj;

/** What is known of transitions (x, u, x') near given points before a step is fitted to them. */
public interface DynamicsPrior {

  /**
   * The prior of one step.
   *
   * @param points N×(2n+m), the step's (xₜ, uₜ, xₜ₊₁), one per row; not modified, not kept
   * @param step t
   */
  NormalInverseWishart at(DMatrixRMaj points, int step);

  /**
   * The same prior for one pass over steps on one thread: an answer holds until the next step is
   * asked for, so that asking need not allocate.
   */
  default DynamicsPrior forOnePass() {
    return this;
  }

  /**
   * The prior of the first state; nothing is known unless overridden.
   *
   * @param stateSize n
   */
  default NormalInverseWishart initialState(int stateSize) {
    return NormalInverseWishart.flat(stateSize, 0);
  }

  /** No prior: a fit needs more points per step than it has unknowns, and inputs that vary. */
  static DynamicsPrior none(int stateSize, int inputSize) {
    int unknowns = stateSize + inputSize + 1;
    NormalInverseWishart flat = NormalInverseWishart.flat(2 * stateSize + inputSize, -unknowns);
    return (points, step) -> flat;
  }
}
