package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachKernels
class GaussianMixtureTest {

  private final Kernels kernels;

  GaussianMixtureTest(Kernels kernels) {
    this.kernels = kernels;
  }

  /** Points about K centres, far apart against their spread, in turn. */
  private static DMatrixRMaj clustered(int count, int clusters, double spread, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj centres = RandomMatrices_DDRM.rectangle(clusters, 6, -10, 10, random);
    DMatrixRMaj points = new DMatrixRMaj(count, 6);
    for (int p = 0; p < count; p++) {
      for (int i = 0; i < 6; i++) {
        points.set(p, i, centres.get(p % clusters, i) + spread * random.nextGaussian());
      }
    }
    return points;
  }

  private static MixtureSettings settings(int clusters, int iterations, double tolerance) {
    return new MixtureSettings(clusters, 1, iterations, tolerance, 1e-9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void theLikelihoodNeverFallsFromOneIterationToTheNext(long seed) {
    DMatrixRMaj points = clustered(300, 5, 4, seed);
    GaussianMixture start =
        new MixtureFitter(kernels, settings(5, 1, 0), seed).fit(points).mixture();
    double before = Double.NEGATIVE_INFINITY;
    for (int iterations = 1; iterations <= 30; iterations++) {
      MixtureFit fit = new MixtureFitter(kernels, settings(5, iterations, 0), 0).fit(points, start);
      assertThat(fit.logLikelihood()).isGreaterThanOrEqualTo(before - 1e-6);
      before = fit.logLikelihood();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void theLikelihoodIsThatOfTheMixturesDensities(long seed) {
    DMatrixRMaj points = clustered(200, 4, 3, seed);
    MixtureFit fit = new MixtureFitter(kernels, settings(4, 8, 0), seed).fit(points);
    double total = 0;
    for (int p = 0; p < points.numRows; p++) {
      DMatrixRMaj point =
          CommonOps_DDRM.transpose(CommonOps_DDRM.extract(points, p, p + 1, 0, 6), null);
      double density = 0;
      for (int k = 0; k < 4; k++) {
        density += Math.exp(
            fit.mixture().logMasses().get(k) + fit.mixture().components().get(k).logDensity(point));
      }
      total += Math.log(density);
    }

    assertThat(fit.logLikelihood()).isEqualTo(total, within(1e-8 * Math.abs(total)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void clustersThatLieApartAreFound(long seed) {
    DMatrixRMaj points = clustered(400, 4, 0.1, seed);
    MixtureFit fit = new MixtureFitter(kernels, settings(4, 100, 1e-5), seed).fit(points);

    assertThat(fit.converged()).isTrue();
    for (Gaussian component : fit.mixture().components()) {
      assertThat(CommonOps_DDRM.trace(component.covariance())).isEqualTo(0.06, within(0.02));
    }
    assertThat(fit.mixture().logMasses())
        .allSatisfy(mass -> assertThat(mass).isEqualTo(-Math.log(4), within(1e-6)));
  }

  @Test
  void oneSeedGivesOneMixture() {
    DMatrixRMaj points = clustered(300, 5, 2, 1);
    MixtureFit one = new MixtureFitter(kernels, settings(5, 20, 1e-5), 9).fit(points);
    MixtureFit other = new MixtureFitter(kernels, settings(5, 20, 1e-5), 9).fit(points);

    assertThat(one.logLikelihood()).isEqualTo(other.logLikelihood());
    assertThat(one.mixture().logMasses()).isEqualTo(other.mixture().logMasses());
  }

  @Test
  void aWarmStartOnLikePointsEndsSoonerThanAColdOne() {
    DMatrixRMaj points = clustered(600, 6, 3, 2);
    MixtureFitter fitter = new MixtureFitter(kernels, settings(6, 200, 1e-5), 3);
    MixtureFit cold = fitter.fit(points);
    MixtureFit warm = fitter.fit(points, cold.mixture());

    assertThat(cold.converged()).isTrue();
    assertThat(warm.iterations()).isLessThan(cold.iterations()).isLessThanOrEqualTo(2);
    assertThat(warm.logLikelihood()).isGreaterThanOrEqualTo(cold.logLikelihood());
  }

  @Test
  void anotherNumberOfClustersStartsAnew() {
    MixtureFitter fitter =
        new MixtureFitter(kernels, new MixtureSettings(20, 40, 50, 1e-5, 1e-6), 3);
    GaussianMixture few = fitter.fit(clustered(100, 3, 1, 1)).mixture();
    GaussianMixture many = fitter.fit(clustered(400, 3, 1, 1), few).mixture();

    assertThat(few.size()).isEqualTo(2);
    assertThat(many.size()).isEqualTo(10);
  }

  @Test
  void stopsBelowZeroToo() {
    // a wide spread makes the log-likelihood negative
    MixtureFit fit =
        new MixtureFitter(kernels, settings(3, 100, 1e-5), 1).fit(clustered(300, 3, 50, 4));

    assertThat(fit.logLikelihood()).isNegative();
    assertThat(fit.converged()).isTrue();
  }

  @Test
  void aClusterWithoutPointsIsPutWhereTheyAreExplainedWorst() {
    DMatrixRMaj points = clustered(200, 2, 0.1, 6);
    Gaussian all = new Gaussian(
        NormalInverseWishart.flat(6, 0).posterior(points, ones(200)).mean,
        CommonOps_DDRM.diag(400, 400, 400, 400, 400, 400));
    DMatrixRMaj far = new DMatrixRMaj(6, 1);
    CommonOps_DDRM.fill(far, 1e4);
    Gaussian lost = new Gaussian(far, CommonOps_DDRM.identity(6));
    GaussianMixture start =
        new GaussianMixture(List.of(all, lost), List.of(-Math.log(2), -Math.log(2)));
    MixtureFit fit = new MixtureFitter(kernels, settings(2, 100, 1e-6), 1).fit(points, start);

    assertThat(fit.mixture().logMasses())
        .allSatisfy(mass -> assertThat(mass).isEqualTo(-Math.log(2), within(1e-6)));
  }

  @Test
  void pointsThatAreAllAlikeGiveAMixtureNonetheless() {
    DMatrixRMaj points = new DMatrixRMaj(100, 3);
    CommonOps_DDRM.fill(points, 2);
    GaussianMixture mixture =
        new MixtureFitter(kernels, MixtureSettings.defaults(), 1).fit(points).mixture();

    for (Gaussian component : mixture.components()) {
      assertThat(isIdentical(
              component.mean(), new DMatrixRMaj(new double[][] {{2}, {2}, {2}}), 1e-9))
          .isTrue();
    }
  }

  @Test
  void massesThatDoNotSumToOneAreRefused() {
    Gaussian standard = new Gaussian(new DMatrixRMaj(2, 1), CommonOps_DDRM.identity(2));

    assertThatThrownBy(() -> new GaussianMixture(List.of(standard), List.of(-1.0)))
        .hasMessageContaining("sum of masses");
    assertThatThrownBy(() -> new GaussianMixture(List.of(standard), List.of(0.0, 0.0)))
        .hasMessageContaining("as many masses");
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
