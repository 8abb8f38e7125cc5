package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * A prior from what is near: the moments of all remembered transitions, of any step, iteration and
 * condition, weighted by a kernel about the mean (x, u) of a step's points. It uses that a robot's
 * dynamics do not depend on time.
 *
 * <pre>
 *   w = exp(−½ d² / h²),  d² = (z − c)ᵀ M⁻¹ (z − c),  z = (x, u)
 *   c  q×1  centre             M  q×q  covariance of z over the memory
 *   h  bandwidth, per centre, such that (Σw)² / Σw² reaches the effective number of samples (Kish,
 *      "Survey sampling", 1965)
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class NeighbourhoodPrior implements DynamicsPrior {

  private final Neighbourhood neighbourhood;
  private final double strength;
  private final double effectiveSamples;
  private final NormalInverseWishart initialState;

  /**
   * @param memory at least two transitions
   * @param strength as how many points the prior counts at a step
   * @param effectiveSamples effective number of transitions that a prior is made of
   */
  public NeighbourhoodPrior(TransitionMemory memory, double strength, double effectiveSamples) {
    Require.atLeast(memory.size(), 2, "remembered transitions");
    this.strength = Require.positive(strength, "prior strength");
    this.effectiveSamples = Require.positive(effectiveSamples, "effective number of samples");
    neighbourhood = new Neighbourhood(memory.rows(), memory.stateSize() + memory.inputSize());
    initialState = memory.initialState(strength);
  }

  /** Three samples for each unknown of a regression, and no fewer than 30. */
  public static double effectiveSamples(int stateSize, int inputSize) {
    return Math.max(30, 3 * (stateSize + inputSize + 1));
  }

  @Override
  public NormalInverseWishart at(DMatrixRMaj points, int step) {
    int q = neighbourhood.conditionSize();
    Require.atLeast(points.numRows, 1, "points of step " + step);
    double[] centre = new double[q];
    for (int i = 0; i < points.numRows; i++) {
      for (int j = 0; j < q; j++) {
        centre[j] += points.get(i, j) / points.numRows;
      }
    }
    return around(centre);
  }

  /**
   * The same, about given centres instead of the points' means: for instance a controller's nominal
   * states and inputs.
   *
   * @param states at least T of n×1; not modified
   * @param inputs T of m×1; not modified
   */
  public DynamicsPrior along(DMatrixRMaj[] states, DMatrixRMaj[] inputs) {
    NormalInverseWishart[] priors = new NormalInverseWishart[inputs.length];
    for (int t = 0; t < priors.length; t++) {
      priors[t] = around(centre(states[t], inputs[t], t));
    }
    return new Along(priors, initialState);
  }

  private double[] centre(DMatrixRMaj state, DMatrixRMaj input, int t) {
    int q = neighbourhood.conditionSize();
    Require.shape(input, q - state.numRows, 1, "nominal input at step " + t);
    double[] centre = new double[q];
    System.arraycopy(state.data, 0, centre, 0, state.numRows);
    System.arraycopy(input.data, 0, centre, state.numRows, input.numRows);
    return Require.finite(centre, "centre of step " + t);
  }

  private NormalInverseWishart around(double[] centre) {
    return neighbourhood.moments(centre, effectiveSamples, strength);
  }

  @Override
  public NormalInverseWishart initialState(int stateSize) {
    return initialState;
  }

  /** Priors about fixed centres. */
  private record Along(NormalInverseWishart[] priors, NormalInverseWishart first)
      implements DynamicsPrior {

    @Override
    public NormalInverseWishart at(DMatrixRMaj points, int step) {
      return priors[step];
    }

    @Override
    public NormalInverseWishart initialState(int stateSize) {
      return first;
    }
  }
}
