package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** One linear-Gaussian model of all remembered transitions, the same prior at every step. */
public final class GlobalPrior implements DynamicsPrior {

  private final NormalInverseWishart prior;
  private final NormalInverseWishart initialState;

  /**
   * @param memory at least two transitions
   * @param strength as how many points the prior counts at a step
   */
  public GlobalPrior(TransitionMemory memory, double strength) {
    Require.atLeast(memory.size(), 2, "remembered transitions");
    Require.positive(strength, "prior strength");
    double[] weights = new double[memory.size()];
    Arrays.fill(weights, 1);
    NormalInverseWishart all = NormalInverseWishart.flat(
            2 * memory.stateSize() + memory.inputSize(), 0)
        .posterior(memory.points(), weights);
    DMatrixRMaj scatter = all.scatter.copy();
    CommonOps_DDRM.scale(strength / memory.size(), scatter);
    prior = new NormalInverseWishart(all.mean, scatter, strength, strength);
    initialState = memory.initialState(strength);
  }

  @Override
  public NormalInverseWishart at(DMatrixRMaj points, int step) {
    return prior;
  }

  @Override
  public NormalInverseWishart initialState(int stateSize) {
    return initialState;
  }
}
