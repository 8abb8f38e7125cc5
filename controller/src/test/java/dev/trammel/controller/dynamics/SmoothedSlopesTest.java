package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.Kernels;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothedSlopesTest {

  private static final int STEPS = 20;

  private final SplittableRandom random = new SplittableRandom(1);
  private final DMatrixRMaj[] states = new DMatrixRMaj[STEPS + 1];
  private final DMatrixRMaj[] inputs = new DMatrixRMaj[STEPS];
  private final LinearGaussianDynamics model;

  SmoothedSlopesTest() {
    LinearSystem system = new LinearSystem(4, 2, STEPS, 1);
    model = new DynamicsFitter(Kernels.rows(), FitSettings.defaults())
        .fit(system.run(20, 0.1, 1), DynamicsPrior.none(4, 2))
        .model();
    for (int t = 0; t <= STEPS; t++) {
      states[t] = RegressionStream.random(4, 1, random);
      if (t < STEPS) {
        inputs[t] = RegressionStream.random(2, 1, random);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 100})
  void thePathStaysWhatItWas(int halfWidth) {
    LinearGaussianDynamics smooth = SmoothedSlopes.of(model, states, inputs, halfWidth);
    for (int t = 0; t < STEPS; t++) {
      DMatrixRMaj difference = next(smooth, t);
      CommonOps_DDRM.subtractEquals(difference, next(model, t));

      assertThat(NormOps_DDRM.normF(difference)).isLessThan(1e-12);
      assertThat(smooth.covariances[t]).isSameAs(model.covariances[t]);
    }
  }

  private DMatrixRMaj next(LinearGaussianDynamics dynamics, int t) {
    DMatrixRMaj z = new DMatrixRMaj(6, 1);
    CommonOps_DDRM.insert(states[t], z, 0, 0);
    CommonOps_DDRM.insert(inputs[t], z, 4, 0);
    DMatrixRMaj next = dynamics.offsets[t].copy();
    CommonOps_DDRM.multAdd(dynamics.transitions[t], z, next);
    return next;
  }

  @Test
  void slopesAreMeansOfTheirNeighbours() {
    LinearGaussianDynamics smooth = SmoothedSlopes.of(model, states, inputs, 1);
    double middle = model.transitions[6].get(2, 3)
        + model.transitions[7].get(2, 3)
        + model.transitions[8].get(2, 3);
    double first = model.transitions[0].get(1, 5) + model.transitions[1].get(1, 5);

    assertThat(smooth.transitions[7].get(2, 3)).isEqualTo(middle / 3);
    assertThat(smooth.transitions[0].get(1, 5)).isEqualTo(first / 2);
  }

  @Test
  void noWidthLeavesTheModelAsItIs() {
    LinearGaussianDynamics same = SmoothedSlopes.of(model, states, inputs, 0);

    assertThat(same.transitions[3].data).isEqualTo(model.transitions[3].data);
    assertThat(same.offsets[3].data).isEqualTo(model.offsets[3].data);
  }

  @Test
  void aPathOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> SmoothedSlopes.of(model, states, new DMatrixRMaj[3], 1))
        .hasMessage("a path of 20 steps needs as many inputs and states, had 3 and 21");
    assertThatThrownBy(() -> SmoothedSlopes.of(model, states, inputs, -1))
        .hasMessageContaining("half-width must be at least 0");
  }
}
