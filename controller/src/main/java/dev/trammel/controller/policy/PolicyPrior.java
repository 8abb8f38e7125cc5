package dev.trammel.controller.policy;

import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.dynamics.GaussianMixturePrior;
import dev.trammel.controller.dynamics.NormalInverseWishart;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * What is believed of states and a policy's mean inputs (x, u) near given points before the policy
 * is linearised there.
 */
@FunctionalInterface
public interface PolicyPrior {

  /**
   * The prior of one step.
   *
   * @param points N×(n+m), the step's (x, μ(x)), one per row; not modified, not kept
   * @param step t
   */
  NormalInverseWishart at(DMatrixRMaj points, int step);

  /** No prior: a step needs more points than the n+1 unknowns of each input. */
  static PolicyPrior none(int stateSize, int inputSize) {
    NormalInverseWishart flat =
        NormalInverseWishart.flat(stateSize + inputSize, -(stateSize + 1.0));
    return (points, step) -> flat;
  }

  /**
   * A policy that does not answer to the state, held lightly: states spread by one unit each, inputs
   * by {@code sqrt(1e-5)}, and neither says where it lies.
   *
   * @param strength as how many points it counts at a step
   */
  static PolicyPrior constant(int stateSize, int inputSize, double strength) {
    Require.positive(strength, "policy prior strength");
    int size = stateSize + inputSize;
    DMatrixRMaj scatter = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      scatter.set(i, i, i < stateSize ? strength : strength * 1e-5);
    }
    NormalInverseWishart constant =
        new NormalInverseWishart(new DMatrixRMaj(size, 1), scatter, 0, strength);
    return (points, step) -> constant;
  }

  /**
   * A mixture over (x, u): the moments of the clusters that a step's points belong to.
   *
   * @param mixture over n+m variables
   * @param meanWeight as how many points their mean counts at a step
   * @param scatterWeight as how many points their scatter counts at a step
   */
  static PolicyPrior mixture(
      Kernels kernels, GaussianMixture mixture, double meanWeight, double scatterWeight) {
    return new GaussianMixturePrior(kernels, mixture, meanWeight, scatterWeight)::at;
  }
}
