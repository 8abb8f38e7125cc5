package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.fit.DriftShape.Kind;
import dev.trammel.controller.linalg.StandardNormal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftTest {

  private static final double PERIOD = DriftingSensor.PERIOD;
  private static final double SIGMA = 1e-4;
  private static final double BIAS = 6e-5;
  private static final int COUNT = 40_000;

  /** Counts of 0, of the noise and of three times the noise. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-4, 3e-4})
  void whiteNoiseAndFlickerAreToldFromEachOther(double quantum) {
    double[] readings = DriftingSensor.readings(
        1, COUNT, new double[] {SIGMA, 0}, DriftShape.flicker(0.1, 160), BIAS, quantum);

    SensorNoise noise = SensorNoise.of(readings, PERIOD);

    assertThat(noise.terms().shape().kind()).isEqualTo(Kind.FLICKER);
    assertThat(noise.white().sigma()).isCloseTo(SIGMA, within(0.02 * SIGMA));
    assertThat(noise.terms().drift().value()).isCloseTo(BIAS, within(0.2 * BIAS));
    assertThat(noise.terms().drift().isIdentifiable(160)).isTrue();
    assertThat(noise.terms().walk().isIdentifiable(160)).isFalse();
    assertThat(noise.isWhite()).isTrue();
  }

  @Test
  void aDriftThatComesBackIsNoFlicker() {
    double[] readings =
        DriftingSensor.readings(2, COUNT, new double[] {SIGMA, 0}, DriftShape.markov(0.5), BIAS, 0);

    NoiseTerms terms = SensorNoise.of(readings, PERIOD).terms();

    assertThat(terms.shape().kind()).isEqualTo(Kind.MARKOV);
    assertThat(terms.shape().shortest()).isCloseTo(0.5, within(0.15));
    assertThat(terms.drift().value()).isCloseTo(BIAS, within(0.1 * BIAS));
  }

  @Test
  void humIsNoNoiseOfAnyKind() {
    double[] readings =
        DriftingSensor.readings(3, COUNT, new double[] {SIGMA, 0}, DriftShape.none(), 0, 0);
    Arrays.setAll(readings, i -> readings[i] + SIGMA * Math.sin(2 * Math.PI * 50 * i * PERIOD));

    assertThat(SensorNoise.of(readings, PERIOD).isWhite()).isFalse();
  }

  /** Two roads: the moments as computed, and of many recordings. */
  @Test
  void momentsOfTheAllanVarianceAreThoseOfManyRecordings() {
    int n = 1200;
    int many = 1500;
    DriftShape shape = DriftShape.markov(0.1);
    double[] theta = {1, 0.25, 0.3};
    List<AllanDeviation.Point> points = List.of();
    double[] sum = new double[4];
    double[] squares = new double[4];
    for (int seed = 0; seed < many; seed++) {
      double[] readings = DriftingSensor.readings(
          seed, n, new double[] {1, Math.sqrt(theta[2])}, shape, Math.sqrt(theta[1]), 0);
      points = AllanDeviation.of(readings, PERIOD).subList(0, 4);
      for (int j = 0; j < 4; j++) {
        sum[j] += points.get(j).variance() / many;
        squares[j] += Math.pow(points.get(j).variance(), 2) / many;
      }
    }
    AllanMoments moments = new AllanMoments(points, n, PERIOD);
    DMatrixRMaj A = moments.means(shape);
    DMatrixRMaj C = moments.covariance(theta, shape);
    for (int j = 0; j < 4; j++) {
      double mean = A.get(j, 0) * theta[0] + A.get(j, 1) * theta[1] + A.get(j, 2) * theta[2];
      double variance = squares[j] - sum[j] * sum[j];
      assertThat(sum[j]).isCloseTo(mean, within(4 * Math.sqrt(C.get(j, j) / many)));
      assertThat(variance).isCloseTo(C.get(j, j), within(0.2 * C.get(j, j)));
    }
  }

  @Test
  void slopesOfTheLikelihoodOfCountsAreThoseOfDifferences() {
    double[] readings = {0, 0, 1, 0, 2, 0, -1};
    CountTally tally = CountTally.of(readings, 0, readings.length, 1, 0);
    double[] slopes = new double[2];
    double[] unused = new double[2];
    double h = 1e-4;
    for (double mean : new double[] {-3.2, -0.7, 0, 0.31, 1.5, 4}) {
      double here = tally.logLikelihood(mean, 0.4, slopes);
      double up = tally.logLikelihood(mean + h, 0.4, unused);
      double down = tally.logLikelihood(mean - h, 0.4, unused);
      assertThat(slopes[0]).isCloseTo((up - down) / (2 * h), within(1e-4 * Math.abs(here)));
      assertThat(slopes[1])
          .isCloseTo((up + down - 2 * here) / (h * h), within(1e-3 * Math.abs(here)));
    }
  }

  /** Two roads: the smoother, and one of all readings' joint normal distribution. */
  @Test
  void theLikeliestDriftIsTheConditionalMean() {
    int n = 30;
    SplittableRandom random = new SplittableRandom(5);
    double[] y = new double[n];
    double[] r = new double[n];
    Arrays.setAll(y, t -> StandardNormal.draw(random));
    Arrays.setAll(r, t -> random.nextDouble(0.1, 2));
    DriftShape shape = DriftShape.markov(0.3);
    double[] z = new double[n];
    DriftSmoother smoother = new DriftSmoother(2, n);
    smoother.set(shape, 0.8, 0.05, 3, 0.1);
    smoother.smooth(y, r, z);

    DMatrixRMaj covariance = new DMatrixRMaj(n, n);
    DMatrixRMaj ofReadings = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double both = 0.64 * Math.exp(-Math.abs(i - j) * 0.1 / 0.3) + 3 + 0.05 * Math.min(i, j);
        covariance.set(i, j, both);
        ofReadings.set(i, j, both + (i == j ? r[i] : 0));
      }
    }
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    DMatrixRMaj mean = new DMatrixRMaj(n, 1);
    CommonOps_DDRM.solve(ofReadings, new DMatrixRMaj(n, 1, true, y), x);
    CommonOps_DDRM.mult(covariance, x, mean);
    for (int t = 0; t < n; t++) {
      assertThat(z[t]).isCloseTo(mean.data[t], within(1e-9));
    }
  }
}
