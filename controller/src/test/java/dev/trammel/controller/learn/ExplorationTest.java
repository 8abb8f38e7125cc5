package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.lqr.LinearGaussianController;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorationTest {

  private static final int STEPS = 40_000;
  private static final DMatrixRMaj C = new DMatrixRMaj(new double[][] {{4, 1.5}, {1.5, 1}});
  private static final LinearGaussianController WANDERING = RandomControllers.still(STEPS, 1, C);

  /** Mean of w_t w_{t+lag}ᵀ. */
  private static DMatrixRMaj moment(DMatrixRMaj[] disturbances, int lag) {
    DMatrixRMaj sum = new DMatrixRMaj(2, 2);
    for (int t = 0; t + lag < disturbances.length; t++) {
      CommonOps_DDRM.multAddTransB(disturbances[t], disturbances[t + lag], sum);
    }
    CommonOps_DDRM.divide(sum, disturbances.length - lag);
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 2, 5})
  void smoothingKeepsTheCovariance(double smoothing) {
    DMatrixRMaj[] drawn = new Exploration(smoothing).draw(WANDERING, new SplittableRandom(1));

    assertThat(drawn).hasSize(STEPS);
    // four standard errors, with the window's worth of samples that are independent
    double error = 4 * 4 * Math.sqrt(2 * (1 + 4 * smoothing) / STEPS);
    assertThat(moment(drawn, 0).data).containsExactly(C.data, within(error));
  }

  @Test
  void theFirstAndLastStepsVaryLikeAllOthers() {
    LinearGaussianController brief = RandomControllers.still(10, 1, CommonOps_DDRM.diag(1));
    SplittableRandom random = new SplittableRandom(2);
    double first = 0;
    double last = 0;
    int draws = 10_000;
    for (int i = 0; i < draws; i++) {
      DMatrixRMaj[] drawn = new Exploration(3).draw(brief, random);
      first += drawn[0].data[0] * drawn[0].data[0] / draws;
      last += drawn[9].data[0] * drawn[9].data[0] / draws;
    }

    assertThat(first).isCloseTo(1, within(4 * Math.sqrt(2.0 / draws)));
    assertThat(last).isCloseTo(1, within(4 * Math.sqrt(2.0 / draws)));
  }

  @Test
  void neighboursAreAlikeOnlyWhereNoiseIsSmooth() {
    DMatrixRMaj[] white = new Exploration(0).draw(WANDERING, new SplittableRandom(3));
    DMatrixRMaj[] smooth = new Exploration(2).draw(WANDERING, new SplittableRandom(3));

    // a Gaussian window of deviation s correlates steps at distance d by exp(−d²/4s²)
    assertThat(moment(white, 1).get(0, 0) / 4).isCloseTo(0, within(0.02));
    assertThat(moment(smooth, 1).get(0, 0) / 4).isCloseTo(Math.exp(-1.0 / 16), within(0.05));
    assertThat(moment(smooth, 4).get(0, 0) / 4).isCloseTo(Math.exp(-1), within(0.05));
  }

  @Test
  void oneSeedGivesOneDraw() {
    LinearGaussianController controller = RandomControllers.of(1, 30, 2, 2);
    Exploration exploration = new Exploration(1.5);
    DMatrixRMaj[] once = exploration.draw(controller, new SplittableRandom(7));
    DMatrixRMaj[] again = exploration.draw(controller, new SplittableRandom(7));
    DMatrixRMaj[] other = exploration.draw(controller, new SplittableRandom(8));

    for (int t = 0; t < 30; t++) {
      assertThat(again[t].data).isEqualTo(once[t].data).isNotEqualTo(other[t].data);
    }
  }

  @Test
  void anIndefiniteCovarianceIsRefusedWithItsStep() {
    LinearGaussianController bad = RandomControllers.still(2, 1, CommonOps_DDRM.diag(1, -1));

    assertThatThrownBy(() -> new Exploration(0).draw(bad, new SplittableRandom(1)))
        .hasMessageContaining("positive definite, was not at step 0");
  }
}
