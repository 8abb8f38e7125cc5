package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.testing.Allocation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class MixtureHorizonTest {

  private static final double HALF = StrictMath.log(0.5);

  private final SplittableRandom random = new SplittableRandom(1);

  /** Over (x, u, x') with n = 2, m = 1. */
  private Gaussian cluster() {
    DMatrixRMaj root = matrix(5, 8);
    DMatrixRMaj covariance = new DMatrixRMaj(5, 5);
    CommonOps_DDRM.multTransB(root, root, covariance);
    return new Gaussian(matrix(5, 1), covariance);
  }

  private DMatrixRMaj matrix(int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, i -> random.nextDouble(-1, 1));
    return matrix;
  }

  @Test
  void oneClusterIsItsRegression() {
    Gaussian cluster = cluster();
    MixtureHorizon model =
        new MixtureHorizon(new GaussianMixture(List.of(cluster), List.of(0.0)), 2, 10);
    Gaussian.Conditional expected = cluster.givenFirst(3);
    DMatrixRMaj F = new DMatrixRMaj(2, 3);
    DMatrixRMaj f = new DMatrixRMaj(2, 1);

    assertThat(model.linearise(0, matrix(2, 1), matrix(1, 1), F, f)).isTrue();
    assertThat(F.data).containsExactly(expected.gain().data, within(1e-14));
    assertThat(f.data).containsExactly(expected.offset().data, within(1e-14));
  }

  @Test
  void clustersCountByTheirDensity() {
    List<Gaussian> clusters = List.of(cluster(), cluster());
    MixtureHorizon model =
        new MixtureHorizon(new GaussianMixture(clusters, List.of(HALF, HALF)), 2, 10);
    DMatrixRMaj x = matrix(2, 1);
    DMatrixRMaj u = matrix(1, 1);
    DMatrixRMaj z = new DMatrixRMaj(new double[] {x.get(0), x.get(1), u.get(0)});
    double total = 0;
    DMatrixRMaj expected = new DMatrixRMaj(2, 1);
    for (Gaussian cluster : clusters) {
      Gaussian marginal = new Gaussian(
          CommonOps_DDRM.extract(cluster.mean(), 0, 3, 0, 1),
          CommonOps_DDRM.extract(cluster.covariance(), 0, 3, 0, 3));
      double density = Math.exp(marginal.logDensity(z));
      Gaussian.Conditional regression = cluster.givenFirst(3);
      CommonOps_DDRM.multAdd(density, regression.gain(), z, expected);
      CommonOps_DDRM.addEquals(expected, density, regression.offset());
      total += density;
    }
    CommonOps_DDRM.divide(expected, total);
    DMatrixRMaj next = new DMatrixRMaj(2, 1);

    assertThat(model.step(3, x, u, next)).isTrue();
    assertThat(next.data).containsExactly(expected.data, within(1e-12));
  }

  @Test
  void itsLinearModelLeadsWhereItsStepDoes() {
    MixtureHorizon model = twoClusters();
    for (int trial = 0; trial < 1_000; trial++) {
      DMatrixRMaj x = matrix(2, 1);
      DMatrixRMaj u = matrix(1, 1);
      CommonOps_DDRM.scale(Math.pow(10, random.nextDouble(-2, 6)), x);
      DMatrixRMaj next = new DMatrixRMaj(2, 1);
      DMatrixRMaj F = new DMatrixRMaj(2, 3);
      DMatrixRMaj along = new DMatrixRMaj(2, 1);

      assertThat(model.step(0, x, u, next)).isTrue();
      assertThat(model.linearise(0, x, u, F, along)).isTrue();
      DMatrixRMaj z = new DMatrixRMaj(new double[] {x.get(0), x.get(1), u.get(0)});
      CommonOps_DDRM.multAdd(F, z, along);
      double size = 1 + CommonOps_DDRM.elementMaxAbs(z);
      assertThat(along.data).containsExactly(next.data, within(1e-12 * size));
    }
  }

  @Test
  void whatIsNotANumberHasNoAnswer() {
    MixtureHorizon model = twoClusters();
    DMatrixRMaj next = new DMatrixRMaj(2, 1);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      DMatrixRMaj x = new DMatrixRMaj(new double[] {0, bad});

      assertThat(model.step(0, x, new DMatrixRMaj(1, 1), next)).isFalse();
      assertThat(model.linearise(0, x, new DMatrixRMaj(1, 1), new DMatrixRMaj(2, 3), next))
          .isFalse();
    }
  }

  @Test
  void nothingAllocates() {
    MixtureHorizon model = twoClusters();
    DMatrixRMaj x = matrix(2, 1);
    DMatrixRMaj u = matrix(1, 1);
    DMatrixRMaj next = new DMatrixRMaj(2, 1);
    DMatrixRMaj F = new DMatrixRMaj(2, 3);
    Runnable both = () -> {
      model.step(0, x, u, next);
      model.linearise(0, x, u, F, next);
    };

    assertThat(Allocation.bytes(both, 5_000)).isZero();
  }

  @Test
  void aMixtureWithoutInputsIsRefused() {
    GaussianMixture mixture = new GaussianMixture(List.of(cluster()), List.of(0.0));

    assertThatThrownBy(() -> new MixtureHorizon(mixture, 3, 10))
        .hasMessage("regressors of the mixture must be at least 4, was 2");
  }

  private MixtureHorizon twoClusters() {
    return new MixtureHorizon(
        new GaussianMixture(List.of(cluster(), cluster()), List.of(HALF, HALF)), 2, 10);
  }
}
