package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.lqr.UpdateProblem;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class StateTubeTest {

  private static final int STEPS = 12;

  private final UpdateProblem problem = PlanProblem.of(4, STEPS, 3, 1, 0.5).update();
  private final TrajectoryDistribution expected =
      TrajectoryDistribution.of(Kernels.best(), problem.model(), problem.previous());
  private final StateTube tube =
      new StateTube(expected, new DMatrixRMaj(3, 3), GuardSettings.defaults());

  /** Along an entry, in deviations of it given the others. */
  private DMatrixRMaj state(int t, double deviations) {
    DMatrixRMaj precision = new DMatrixRMaj(3, 3);
    CommonOps_DDRM.invert(expected.state(t).covariance(), precision);
    DMatrixRMaj x = expected.state(t).mean();
    x.add(1, 0, deviations / Math.sqrt(precision.get(1, 1)));
    return x;
  }

  @Test
  void aStateIsInsideAsFarAsGuardsTrustTheLocalController() {
    GuardSettings guard = GuardSettings.defaults();
    for (int t = 0; t <= STEPS; t++) {
      // the quantile of χ² with 3 degrees of freedom that 10⁻⁴ exceed is 21.1
      double edge = guard.beyond() * guard.inflation() * Math.sqrt(21.1);
      assertThat(tube.contains(t, state(t, 0))).isTrue();
      assertThat(tube.contains(t, state(t, 0.99 * edge))).isTrue();
      assertThat(tube.contains(t, state(t, 1.01 * edge))).isFalse();
    }
  }

  @Test
  void whatCannotBeToldIsNotInside() {
    DMatrixRMaj unknown = state(3, 0);
    unknown.data[1] = Double.NaN;
    DMatrixRMaj opposite = expected.state(3).covariance();
    CommonOps_DDRM.scale(-1, opposite);
    StateTube flat = new StateTube(expected, opposite, GuardSettings.defaults());

    assertThat(tube.contains(3, unknown)).isFalse();
    assertThat(flat.contains(3, state(3, 0))).isFalse();
  }

  @Test
  void afterTheLastStepItIsTheLastOnes() {
    assertThat(tube.contains(STEPS + 7, state(STEPS, 1))).isTrue();
    assertThat(tube.contains(STEPS + 7, state(STEPS, 1e6))).isFalse();
  }
}
