package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.SpecializedOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineRegressionTest {

  private static final AdaptationSettings PLAIN = AdaptationSettings.defaults().withEvidence(0);

  @ParameterizedTest
  @CsvSource({"4, 1, 0.95, 3", "14, 7, 0.98, 0.1", "26, 7, 0.9, 10", "3, 2, 1, 1e-3"})
  void estimateIsTheBatchRegressionOfTheSameWeightsAndPrior(
      int n, int m, double lambda, double kappa) {
    RegressionStream stream = new RegressionStream(n, m, 1);
    AdaptationSettings settings = PLAIN.withForgetting(lambda).withStrength(kappa);
    OnlineRegression online = stream.regression(settings);
    BatchRegression batch = new BatchRegression(stream.scale, settings);
    for (int k = 0; k < 120; k++) {
      stream.draw();
      batch.add(stream.x, stream.u, stream.residual);
      assertThat(online.observe(stream.x, stream.u, stream.residual)).isTrue();
    }

    assertThat(distance(online.coefficients(), batch.coefficients())).isLessThan(1e-9);
    assertThat(distance(online.uncertainty(), batch.uncertainty())).isLessThan(1e-9);
  }

  @Test
  void infiniteStrengthWithoutForgettingIsTheModelExactly() {
    RegressionStream stream = new RegressionStream(6, 2, 3);
    OnlineRegression online = stream.regression(
        AdaptationSettings.defaults().withForgetting(1).withStrength(Double.POSITIVE_INFINITY));
    for (int k = 0; k < 50; k++) {
      stream.draw();
      online.observe(stream.x, stream.u, stream.residual);
    }
    DMatrixRMaj F = RegressionStream.random(6, 8, new SplittableRandom(1));
    DMatrixRMaj f = RegressionStream.random(6, 1, new SplittableRandom(2));
    DMatrixRMaj correctedF = F.copy();
    DMatrixRMaj correctedf = f.copy();
    online.correctModel(correctedF, correctedf);

    assertThat(correctedF.data).isEqualTo(F.data);
    assertThat(correctedf.data).isEqualTo(f.data);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 0.95, 0.99})
  void errorAfterAChangeFallsAsFastAsForgettingSays(double lambda) {
    RegressorScale scale = new RegressorScale(1, new double[2], new double[] {1, 1});
    OnlineRegression online = new OnlineRegression(
        scale,
        new double[] {1},
        PLAIN.withForgetting(lambda).withStrength(1e-12).withOffsetStrength(1e-12));
    // all corners of a square, over and over: after each round, the error is λ⁴ times as large
    for (int k = 0; k < 4_000; k++) {
      observeCorner(online, k, 1, -2, 3);
    }
    double before = error(online, -1, 5, 0.5);
    for (int round = 1; round <= 5; round++) {
      for (int k = 0; k < 4; k++) {
        observeCorner(online, k, -1, 5, 0.5);
      }
      double after = error(online, -1, 5, 0.5);
      assertThat(after / before).isCloseTo(Math.pow(lambda, 4), within(1e-6));
      before = after;
    }
  }

  private static void observeCorner(OnlineRegression online, int k, double a, double b, double c) {
    double x = k % 4 < 2 ? 1 : -1;
    double u = k % 2 == 0 ? 1 : -1;
    online.observe(column(x), column(u), column(a * x + b * u + c));
  }

  private static double error(OnlineRegression online, double a, double b, double c) {
    DMatrixRMaj Theta = online.coefficients();
    return Math.hypot(Math.hypot(Theta.get(0) - a, Theta.get(1) - b), Theta.get(2) - c);
  }

  @Test
  void aSoundModelStaysNearlyAsItIs() {
    RegressionStream stream = new RegressionStream(7, 3, 4);
    OnlineRegression shrunk = stream.regression(AdaptationSettings.defaults());
    OnlineRegression plain = stream.regression(PLAIN);
    double harm = 0;
    double plainHarm = 0;
    for (int k = 0; k < 5_000; k++) {
      stream.drawNoise();
      harm += squaredCorrection(shrunk, stream);
      plainHarm += squaredCorrection(plain, stream);
      shrunk.observe(stream.x, stream.u, stream.residual);
      plain.observe(stream.x, stream.u, stream.residual);
    }

    // of the variance of the noise
    assertThat(plainHarm / 5_000 / 7).isBetween(0.1, 1.0);
    assertThat(harm / 5_000 / 7).isLessThan(0.01);
  }

  private static double squaredCorrection(OnlineRegression online, RegressionStream stream) {
    DMatrixRMaj next = new DMatrixRMaj(stream.x.numRows, 1);
    online.correct(stream.x, stream.u, next);
    return SpecializedOps_DDRM.elementSumSq(next);
  }

  /** The input that holds a load is far from all that was ever seen, and not what is wrong. */
  @Test
  void aLoadIsLearnedAsOneAndNotAsAnotherInputMap() {
    RegressionStream stream = new RegressionStream(4, 2, 8);
    OnlineRegression online = stream.regression(AdaptationSettings.defaults());
    for (int k = 0; k < 30; k++) {
      stream.drawNoise();
      stream.u.data[0] += 10 * stream.scale.spread(4);
      for (int i = 0; i < 4; i++) {
        stream.residual.data[i] += 3;
      }
      online.observe(stream.x, stream.u, stream.residual);
    }
    DMatrixRMaj F = new DMatrixRMaj(4, 6);
    DMatrixRMaj f = new DMatrixRMaj(4, 1);
    online.correctModel(F, f);

    for (int i = 0; i < 4; i++) {
      assertThat(online.offsetBelief(i)).isGreaterThan(0.95);
      assertThat(f.get(i)).isCloseTo(3, within(1.0));
      // a load that the input map made up for would be −0.3 of a spread
      assertThat(Math.abs(F.get(i, 4)) * stream.scale.spread(4)).isLessThan(0.05);
    }
  }

  @Test
  void unitsOfStatesAndInputsDoNotMatter() {
    RegressionStream stream = new RegressionStream(3, 2, 5);
    double[] units = {1000, 1e-3, 7, 20, 0.5};
    double[] centre = new double[5];
    double[] spread = new double[5];
    Arrays.setAll(centre, j -> units[j] * stream.scale.centre(j));
    Arrays.setAll(spread, j -> units[j] * stream.scale.spread(j));
    OnlineRegression plain = stream.regression(AdaptationSettings.defaults());
    OnlineRegression scaled = new OnlineRegression(
        new RegressorScale(3, centre, spread),
        new double[] {1e6, 1e-6, 49},
        AdaptationSettings.defaults());
    for (int k = 0; k < 30; k++) {
      stream.draw();
      plain.observe(stream.x, stream.u, stream.residual);
      scaled.observe(
          inUnits(stream.x, units, 0),
          inUnits(stream.u, units, 3),
          inUnits(stream.residual, units, 0));
    }
    DMatrixRMaj correction = new DMatrixRMaj(3, 1);
    DMatrixRMaj scaledCorrection = new DMatrixRMaj(3, 1);
    plain.correct(stream.x, stream.u, correction);
    scaled.correct(inUnits(stream.x, units, 0), inUnits(stream.u, units, 3), scaledCorrection);

    assertThat(distance(scaledCorrection, inUnits(correction, units, 0))).isLessThan(1e-9);
  }

  private static DMatrixRMaj inUnits(DMatrixRMaj column, double[] units, int from) {
    DMatrixRMaj scaled = column.copy();
    for (int i = 0; i < column.numRows; i++) {
      scaled.data[i] *= units[from + i];
    }
    return scaled;
  }

  @Test
  void aForgottenEpisodeLeavesNothing() {
    RegressionStream stream = new RegressionStream(3, 2, 7);
    OnlineRegression used = stream.regression(AdaptationSettings.defaults());
    OnlineRegression fresh = stream.regression(AdaptationSettings.defaults());
    stream.draw();
    used.observe(stream.x, stream.u, stream.residual);
    used.reset();

    assertThat(RegressionStream.print(used)).isEqualTo(RegressionStream.print(fresh));
  }

  private static double distance(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj difference = a.copy();
    CommonOps_DDRM.subtractEquals(difference, b);
    return NormOps_DDRM.normF(difference) / NormOps_DDRM.normF(b);
  }

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values);
  }
}
