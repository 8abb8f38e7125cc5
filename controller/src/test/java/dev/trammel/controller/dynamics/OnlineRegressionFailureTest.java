package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.testing.Allocation;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An estimate that goes on for ever, whatever it is fed. */
class OnlineRegressionFailureTest {

  private static final AdaptationSettings PLAIN = AdaptationSettings.defaults().withEvidence(0);

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 1e3, 1e12, 1e150})
  void nothingWindsUpInAMillionSteps(double size) {
    RegressorScale scale = new RegressorScale(2, new double[3], new double[] {1, 2, 0.5});
    OnlineRegression online = new OnlineRegression(scale, new double[] {1, 1}, PLAIN);
    for (int k = 0; k < 1_000_000; k++) {
      // in one direction only
      double z = size * (k % 3 - 1);
      online.observe(column(z, -z), column(2 * z), column(z, 1));
      if (k % 10_000 == 0 || k > 999_990) {
        DMatrixRMaj P = online.uncertainty();
        assertThat(MatrixFeatures_DDRM.isPositiveDefinite(P)).isTrue();
        assertThat(CommonOps_DDRM.elementMax(P))
            .isLessThanOrEqualTo((1 + 1e-6) / PLAIN.offsetStrength());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotANumberChangesNothing(double bad) {
    RegressionStream stream = new RegressionStream(3, 2, 6);
    OnlineRegression online = stream.regression(AdaptationSettings.defaults());
    for (int k = 0; k < 10; k++) {
      stream.draw();
      online.observe(stream.x, stream.u, stream.residual);
    }
    String before = RegressionStream.print(online);
    for (int entry = 0; entry < 8; entry++) {
      stream.draw();
      DMatrixRMaj spoilt = entry < 3 ? stream.x : entry < 5 ? stream.u : stream.residual;
      spoilt.data[entry < 3 ? entry : entry < 5 ? entry - 3 : entry - 5] = bad;

      assertThat(online.observe(stream.x, stream.u, stream.residual)).isFalse();
      assertThat(RegressionStream.print(online)).isEqualTo(before);
    }
  }

  @Test
  void anythingThatHappensLeavesABeliefThatIsOne() {
    SplittableRandom random = new SplittableRandom(8);
    double[] oddities = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      0,
      -0.0,
      1e308,
      -1e308,
      1e-308,
      1e154,
      1e20,
      1,
      -1
    };
    for (int episode = 0; episode < 10_000; episode++) {
      AdaptationSettings settings = new AdaptationSettings(
          random.nextDouble(0.5, 1),
          Math.pow(10, random.nextDouble(-6, 6)),
          Math.pow(10, random.nextDouble(-6, 6)),
          2);
      OnlineRegression online = new OnlineRegression(
          new RegressorScale(2, new double[3], new double[] {1, 1e-3, 1e3}),
          new double[] {1e-6, 1},
          settings);
      DMatrixRMaj[] z = {new DMatrixRMaj(2, 1), new DMatrixRMaj(1, 1), new DMatrixRMaj(2, 1)};
      for (int k = 0; k < 12; k++) {
        for (DMatrixRMaj part : z) {
          for (int i = 0; i < part.numRows; i++) {
            part.data[i] = random.nextInt(3) == 0
                ? oddities[random.nextInt(oddities.length)]
                : random.nextDouble(-3, 3);
          }
        }
        online.observe(z[0], z[1], z[2]);
        RegressionStream.check(online, settings, "episode " + episode + ", step " + k);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "26, 7"})
  void nothingAllocates(int n, int m) {
    RegressionStream stream = new RegressionStream(n, m, 9);
    OnlineRegression online = stream.regression(AdaptationSettings.defaults());
    stream.draw();
    DMatrixRMaj F = new DMatrixRMaj(n, n + m);
    DMatrixRMaj f = new DMatrixRMaj(n, 1);
    Runnable update = () -> {
      online.observe(stream.x, stream.u, stream.residual);
      online.correct(stream.x, stream.u, f);
      online.correctModel(F, f);
    };

    assertThat(Allocation.bytes(update, 3_000)).isZero();
  }

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values);
  }
}
