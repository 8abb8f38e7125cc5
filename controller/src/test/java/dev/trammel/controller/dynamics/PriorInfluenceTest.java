package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ejml.dense.row.MatrixFeatures_DDRM.isIdentical;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.OnEachKernels;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a normal-inverse-Wishart prior does to a fit. */
@OnEachKernels
class PriorInfluenceTest {

  private static final FitSettings EXACT =
      FitSettings.defaults().withRegularisation(new Regularisation.Diagonal(0));

  private final Kernels kernels;

  PriorInfluenceTest(Kernels kernels) {
    this.kernels = kernels;
  }

  private final LinearSystem system = new LinearSystem(3, 2, 2, 7);

  private static NormalInverseWishart prior(long seed, double weight) {
    Random random = new Random(seed);
    DMatrixRMaj scatter = RandomMatrices_DDRM.symmetricPosDef(8, random);
    CommonOps_DDRM.scale(weight, scatter);
    return new NormalInverseWishart(
        RandomMatrices_DDRM.rectangle(8, 1, -1, 1, random), scatter, weight, weight);
  }

  private static DMatrixRMaj points(TrajectoryBatch batch, int t) {
    double[][] rows = new double[batch.size()][8];
    for (int i = 0; i < rows.length; i++) {
      Transitions.copy(batch.get(i), t, rows[i]);
    }
    return new DMatrixRMaj(rows);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void aFitIsTheConditionalOfThePosteriorsMode(long seed) {
    TrajectoryBatch batch = system.run(4, 0.1, seed);
    NormalInverseWishart prior = prior(seed, 3);
    FitSettings settings =
        FitSettings.defaults().withRegularisation(new Regularisation.Diagonal(0.01));
    LinearGaussianDynamics model = new DynamicsFitter(kernels, settings)
        .fit(batch, (points, step) -> prior)
        .model();

    for (int t = 0; t < 2; t++) {
      Gaussian mode = prior.posterior(points(batch, t), ones(4)).mode();
      DMatrixRMaj covariance = mode.covariance();
      for (int j = 0; j < 5; j++) {
        covariance.add(j, j, 0.01);
      }
      Gaussian.Conditional expected = new Gaussian(mode.mean(), covariance).givenFirst(5);
      assertThat(isIdentical(model.transitions[t], expected.gain(), 1e-10)).isTrue();
      assertThat(isIdentical(model.covariances[t], expected.covariance(), 1e-10))
          .isTrue();
    }
  }

  @Test
  void aFitGoesThroughThePointsOwnMean() {
    TrajectoryBatch batch = system.run(3, 0.1, 1);
    NormalInverseWishart prior = prior(1, 5);
    LinearGaussianDynamics model =
        new DynamicsFitter(kernels, EXACT).fit(batch, (points, step) -> prior).model();

    DMatrixRMaj mean = NormalInverseWishart.flat(8, 0).posterior(points(batch, 0), ones(3)).mean;
    DMatrixRMaj predicted = model.offsets[0].copy();
    CommonOps_DDRM.multAdd(
        model.transitions[0], CommonOps_DDRM.extract(mean, 0, 5, 0, 1), predicted);
    assertThat(isIdentical(predicted, CommonOps_DDRM.extract(mean, 5, 8, 0, 1), 1e-12))
        .isTrue();
  }

  @Test
  void aStrongPriorGivesItsOwnModel() {
    TrajectoryBatch batch = system.run(3, 0.1, 2);
    DMatrixRMaj mean = NormalInverseWishart.flat(8, 0).posterior(points(batch, 0), ones(3)).mean;
    NormalInverseWishart strong = new NormalInverseWishart(mean, prior(2, 1e9).scatter, 1e9, 1e9);
    LinearGaussianDynamics model =
        new DynamicsFitter(kernels, EXACT).fit(batch, (points, step) -> strong).model();

    Gaussian.Conditional expected = strong.mode().givenFirst(5);
    assertThat(isIdentical(model.transitions[0], expected.gain(), 1e-6)).isTrue();
    assertThat(isIdentical(model.covariances[0], expected.covariance(), 1e-6)).isTrue();
  }

  @Test
  void manyTrajectoriesOutweighThePrior() {
    TrajectoryBatch batch = system.run(20_000, 0.1, 3);
    NormalInverseWishart prior = prior(3, 1);
    LinearGaussianDynamics informed =
        new DynamicsFitter(kernels, EXACT).fit(batch, (points, step) -> prior).model();

    assertThat(isIdentical(informed.transitions[0], system.transitions[0], 5e-3))
        .isTrue();
    assertThat(informed.covariances[0].get(0, 0)).isEqualTo(0.01, within(5e-4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void aPosteriorDoesNotDependOnHowItsPointsAreSplit(long seed) {
    DMatrixRMaj all = RandomMatrices_DDRM.rectangle(6, 8, -1, 1, new Random(seed));
    double[] weights = {1, 0.5, 2, 1, 0.25, 3};
    NormalInverseWishart once = prior(seed, 2).posterior(all, weights);
    NormalInverseWishart twice = prior(seed, 2)
        .posterior(CommonOps_DDRM.extract(all, 0, 2, 0, 8), Arrays.copyOf(weights, 2))
        .posterior(CommonOps_DDRM.extract(all, 2, 6, 0, 8), Arrays.copyOfRange(weights, 2, 6));

    assertThat(isIdentical(once.mean, twice.mean, 1e-12)).isTrue();
    assertThat(isIdentical(once.scatter, twice.scatter, 1e-10)).isTrue();
  }

  @Test
  void aWeightOfTwoIsATrajectorySeenTwice() {
    TrajectoryBatch batch = system.run(3, 0.1, 4);
    List<Trajectory> repeated = new ArrayList<>(batch.trajectories());
    repeated.add(batch.get(1));
    NormalInverseWishart prior = prior(4, 1);
    DynamicsFitter fitter = new DynamicsFitter(kernels, EXACT);
    LinearGaussianDynamics weighted =
        fitter.fit(batch, new double[] {1, 2, 1}, (points, step) -> prior).model();
    LinearGaussianDynamics seenTwice =
        fitter.fit(new TrajectoryBatch(repeated), (points, step) -> prior).model();

    assertThat(isIdentical(weighted.transitions[0], seenTwice.transitions[0], 1e-10))
        .isTrue();
    assertThat(isIdentical(weighted.offsets[0], seenTwice.offsets[0], 1e-10)).isTrue();
    assertThat(isIdentical(weighted.covariances[0], seenTwice.covariances[0], 1e-10))
        .isTrue();
    assertThat(isIdentical(weighted.initial.covariance(), seenTwice.initial.covariance(), 1e-12))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void theHeldOutLikelihoodIsThatOfFitsWithoutEachTrajectory(long seed) {
    TrajectoryBatch batch = system.run(4, 0.3, seed);
    NormalInverseWishart prior = prior(seed, 3);
    DynamicsFitter fitter = new DynamicsFitter(kernels, EXACT);
    FitDiagnostics diagnostics = fitter.fit(batch, (points, step) -> prior).diagnostics();

    for (int t = 0; t < 2; t++) {
      double mean = 0;
      for (int out = 0; out < 4; out++) {
        List<Trajectory> others = new ArrayList<>(batch.trajectories());
        others.remove(out);
        LinearGaussianDynamics model =
            fitter.fit(new TrajectoryBatch(others), (points, step) -> prior).model();
        mean += logLikelihood(model, points(batch, t), t, out) / 4;
      }
      assertThat(diagnostics.heldOutLogLikelihood(t)).hasValueCloseTo(mean, within(1e-8));
    }
  }

  private static double logLikelihood(
      LinearGaussianDynamics model, DMatrixRMaj points, int t, int i) {
    DMatrixRMaj z = CommonOps_DDRM.transpose(CommonOps_DDRM.extract(points, i, i + 1, 0, 5), null);
    DMatrixRMaj next =
        CommonOps_DDRM.transpose(CommonOps_DDRM.extract(points, i, i + 1, 5, 8), null);
    DMatrixRMaj mean = model.offsets[t].copy();
    CommonOps_DDRM.multAdd(model.transitions[t], z, mean);
    return new Gaussian(mean, model.covariances[t]).logDensity(next);
  }
}
