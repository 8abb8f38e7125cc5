package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.testing.Allocation;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mixtures of transitions, on each kind of kernels that this JVM has. */
class MixtureKernelsTest {

  private static final LinearSystem SYSTEM = LinearSystem.alongAPath(5, 2, 40, 1);
  private static final int D = 12;
  private static final int CLUSTERS = 6;

  static List<Kernels> kernels() {
    return Kernels.available();
  }

  private static TransitionMemory memory() {
    return TransitionMemory.of(List.of(SYSTEM.run(8, 0.1, 1)));
  }

  private static MixtureFitter fitter(Kernels kernels, int iterations) {
    return new MixtureFitter(kernels, new MixtureSettings(CLUSTERS, 10, iterations, 0, 1e-6), 3);
  }

  private static double[][] padded(TransitionMemory memory) {
    double[][] rows = Rows.padded(memory.size(), D);
    for (int p = 0; p < rows.length; p++) {
      Arrays.fill(rows[p], Double.NaN);
      System.arraycopy(memory.rows()[p], 0, rows[p], 0, D);
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void areTheSameToRounding(Kernels kernels) {
    DMatrixRMaj points = memory().points();
    MixtureFit plain = fitter(Kernels.rows(), 10).fit(points);
    MixtureFit fit = fitter(kernels, 10).fit(points);

    assertThat(fit.logLikelihood())
        .isEqualTo(plain.logLikelihood(), within(1e-10 * Math.abs(plain.logLikelihood())));
    for (int k = 0; k < CLUSTERS; k++) {
      Gaussian one = fit.mixture().components().get(k);
      Gaussian other = plain.mixture().components().get(k);
      assertThat(isIdentical(one.mean(), other.mean(), 1e-9)).isTrue();
      assertThat(isIdentical(one.covariance(), other.covariance(), 1e-9)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aWarmStartGoesOnWhereTheLastFitStopped(Kernels kernels) {
    DMatrixRMaj points = memory().points();
    MixtureFit once = fitter(kernels, 9).fit(points);
    GaussianMixture half = fitter(kernels, 4).fit(points).mixture();
    MixtureFit resumed = fitter(kernels, 5).fit(points, half);

    assertThat(resumed.logLikelihood())
        .isEqualTo(once.logLikelihood(), within(1e-10 * Math.abs(once.logLikelihood())));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anIterationAllocatesNothing(Kernels kernels) {
    PointBlocks points = new PointBlocks(padded(memory()), D, CLUSTERS);
    MixtureRows start = MixtureRows.of(fitter(kernels, 1).fit(memory().points()).mixture());
    ExpectationMaximisation em =
        new ExpectationMaximisation(points, start, MixtureSettings.defaults(), kernels);

    assertThat(Allocation.bytes(
            () -> {
              em.expect();
              em.maximise();
            },
            2000))
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aPassOfThePriorAllocatesNothingAndAnswersAsThePriorDoes(Kernels kernels) {
    TransitionMemory memory = memory();
    GaussianMixture mixture = fitter(kernels, 10).fit(memory.points()).mixture();
    GaussianMixturePrior prior = new GaussianMixturePrior(kernels, mixture, memory, 2);
    DMatrixRMaj some = new DMatrixRMaj(Arrays.copyOfRange(memory.rows(), 60, 65));
    DMatrixRMaj all = memory.points();
    DynamicsPrior pass = prior.forOnePass();

    assertThat(Allocation.bytes(() -> pass.at(some, 0), 10_000)).isZero();
    pass.at(all, 1);
    assertThat(isIdentical(pass.at(some, 2).scatter, prior.at(some, 2).scatter, 0))
        .isTrue();
    assertThat(isIdentical(pass.at(some, 2).mean, prior.at(some, 2).mean, 0)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void whatStandsInPaddingDoesNotMatter(Kernels kernels) {
    GaussianMixture mixture = fitter(kernels, 10).fit(memory().points()).mixture();
    double[][] rows = Arrays.copyOfRange(padded(memory()), 0, 13);
    double clean = logLikelihood(kernels, mixture, rows, 0);
    double poisoned = logLikelihood(kernels, mixture, rows, Double.NaN);

    assertThat(poisoned).isEqualTo(clean);
  }

  private static double logLikelihood(
      Kernels kernels, GaussianMixture mixture, double[][] rows, double padding) {
    Cluster[] clusters = Cluster.ofSize(CLUSTERS, D);
    double[] origin = new double[D];
    MixtureRows.of(mixture).factorise(clusters, origin, new InverseFactor(D, kernels));
    PointBlock block = new PointBlock(origin, CLUSTERS);
    for (double[] row : block.columns) {
      Arrays.fill(row, padding);
    }
    Arrays.fill(block.columns[0], 0, rows.length, 1);
    for (double[] row : rows) {
      block.add(row);
    }
    MixtureDensity density = new MixtureDensity(clusters, kernels);
    density.guessOwner(block);
    density.evaluate(block);
    return Responsibilities.normalise(block);
  }

  @Test
  void pointsFarFromZeroAreFittedAsWell() {
    DMatrixRMaj near = memory().points();
    DMatrixRMaj far = near.copy();
    for (int i = 0; i < far.getNumElements(); i++) {
      far.data[i] += 1e5;
    }
    double expected = fitter(Kernels.best(), 10).fit(near).logLikelihood();

    assertThat(fitter(Kernels.best(), 10).fit(far).logLikelihood())
        .isEqualTo(expected, within(1e-6 * Math.abs(expected)));
  }
}
