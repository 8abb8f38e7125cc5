package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.lqr.LinearGaussianController;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControllersTest {

  private static double correlation(DMatrixRMaj covariance, int i, int j) {
    return covariance.get(i, j) / Math.sqrt(covariance.get(i, i) * covariance.get(j, j));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void raisedDeviationsReachTheLeastAndKeepCorrelations(long seed) {
    LinearGaussianController before = RandomControllers.of(seed, 6, 4, 3);
    double[] least = {0.1, 1.2, 30};

    LinearGaussianController after = Controllers.raiseDeviations(before, least);

    for (int t = 0; t < 6; t++) {
      DMatrixRMaj C = after.covariance(t);
      assertThat(MatrixFeatures_DDRM.isPositiveDefinite(C)).isTrue();
      for (int i = 0; i < 3; i++) {
        double sigma = Math.sqrt(before.covariance(t).get(i, i));
        assertThat(Math.sqrt(C.get(i, i))).isCloseTo(Math.max(sigma, least[i]), within(1e-12));
        assertThat(correlation(C, i, 0))
            .isCloseTo(correlation(before.covariance(t), i, 0), within(1e-12));
      }
      assertThat(after.gain(t).data).isEqualTo(before.gain(t).data);
      assertThat(after.offset(t).data).isEqualTo(before.offset(t).data);
      assertThat(after.nominalState(t + 1).data).isEqualTo(before.nominalState(t + 1).data);
    }
  }

  @Test
  void aScaledCovarianceLeavesTheMeanAlone() {
    LinearGaussianController before = RandomControllers.of(1, 2, 3, 2);

    LinearGaussianController after = Controllers.scaleCovariance(before, 4);

    assertThat(after.covariance(1).get(0, 1)).isEqualTo(4 * before.covariance(1).get(0, 1));
    assertThat(after.gain(1).data).isEqualTo(before.gain(1).data);
    assertThat(after.nominalInput(1).data).isEqualTo(before.nominalInput(1).data);
  }
}
