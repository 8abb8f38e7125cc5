package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.TransitionModel;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class ClampedRolloutTest {

  private static final DMatrixRMaj START = new DMatrixRMaj(new double[] {0.3, -0.4});

  /** x' = a x, with both inputs added to it. */
  private record Growth(double a) implements TransitionModel {

    @Override
    public int stateSize() {
      return 2;
    }

    @Override
    public int inputSize() {
      return 2;
    }

    @Override
    public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
      CommonOps_DDRM.add(a, x, 1, u, next);
    }

    @Override
    public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
      throw new UnsupportedOperationException("a rollout needs no derivatives");
    }
  }

  @Test
  void withinTheLimitsTheControllerStaysAsItIs() {
    LinearGaussianController controller = RandomControllers.of(1, 5, 2, 2);

    LinearGaussianController followed = new ClampedRollout(new Growth(0.5), InputLimits.none(2))
        .run(controller, START)
        .orElseThrow();

    for (int t = 0; t < 5; t++) {
      assertThat(followed.gain(t).data).isEqualTo(controller.gain(t).data);
      assertThat(followed.offset(t).data).isEqualTo(controller.offset(t).data);
    }
  }

  @Test
  void theMeanAlongTheRolloutIsItsNominalInput() {
    InputLimits limits = new InputLimits(new double[] {-0.2, -9}, new double[] {0.2, 9});
    LinearGaussianController controller = RandomControllers.of(2, 8, 2, 2);

    LinearGaussianController followed =
        new ClampedRollout(new Growth(1.1), limits).run(controller, START).orElseThrow();

    assertThat(followed.nominalState(0).data).isEqualTo(START.data);
    for (int t = 0; t < 8; t++) {
      DMatrixRMaj u = followed.offset(t);
      CommonOps_DDRM.multAdd(followed.gain(t), followed.nominalState(t), u);
      assertThat(u.data).containsExactly(followed.nominalInput(t).data, within(1e-12));
      assertThat(u.data[0]).isBetween(-0.2, 0.2);
      if (Math.abs(u.data[0]) == 0.2) {
        assertThat(followed.gain(t).get(0, 0)).isZero();
        assertThat(followed.gain(t).get(0, 1)).isZero();
      }
    }
  }

  @Test
  void aModelThatOverflowsHasNoRollout() {
    LinearGaussianController controller = RandomControllers.of(3, 5, 2, 2);

    assertThat(new ClampedRollout(new Growth(1e100), InputLimits.none(2)).run(controller, START))
        .isEmpty();
    assertThat(
            new ClampedRollout(new Growth(Double.NaN), InputLimits.none(2)).run(controller, START))
        .isEmpty();
  }
}
