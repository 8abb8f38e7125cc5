package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.UpdateOutcome.Accepted;
import dev.trammel.controller.lqr.UpdateOutcome.BoundStatus;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Least deviations and entropy weights inside an update. */
@OnEachKernels
class ExplorationTermsTest {

  private static final int STEPS = 30;

  private final Kernels kernels;

  ExplorationTermsTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4, 1, 10, 0.3",
    "2, 14, 7, 30, 0.2",
    "3, 2, 2, 30, 0.2",
    "4, 6, 3, 200, 0.05",
    "5, 9, 10, 20, 0.1"
  })
  void theDivergenceOfTheControllerThatKeepsExploringMeetsItsBound(
      long seed, int n, int m, double bound, double least) {
    UpdateProblem update = exploring(new RandomProblems(seed, STEPS, n, m).update(), least);

    Accepted accepted = update(update, new KlBound.Total(bound));

    double measured = TrajectoryDivergence.total(
        kernels, update.model(), accepted.controller(), update.previous());
    assertThat(accepted.status()).isEqualTo(BoundStatus.ON_BOUND);
    assertThat(measured).isCloseTo(bound, within(0.01 * bound));
    assertThat(accepted.kl()).isCloseTo(measured, within(1e-9 * bound));
    assertThat(accepted.predictedCost())
        .isCloseTo(
            TrajectoryDistribution.of(kernels, update.model(), accepted.controller())
                .expectedCost(update.cost()),
            within(1e-9 * Math.abs(accepted.predictedCost())));
    assertThat(leastDeviation(accepted.controller())).isGreaterThanOrEqualTo(least * (1 - 1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 1, 0.5, 0.2", "2, 6, 3, 0.5, 0.2"})
  void everyStepMeetsItsBoundWithTheDeviationsRaised(
      long seed, int n, int m, double bound, double least) {
    UpdateProblem update = exploring(new RandomProblems(seed, STEPS, n, m).update(), least);

    Accepted accepted = update(update, new KlBound.PerStep(bound));

    double[] divergences = TrajectoryDivergence.perStep(
        kernels, accepted.expected(), accepted.controller(), update.previous());
    assertThat(Arrays.stream(divergences).max().orElseThrow()).isLessThan(1.0101 * bound);
    assertThat(leastDeviation(accepted.controller())).isGreaterThanOrEqualTo(least * (1 - 1e-12));
  }

  @Test
  void theBestControllerThatExploresCanLieInsideTheBall() {
    UpdateProblem update = exploring(new RandomProblems(6, STEPS, 4, 2).update(), 0.3);

    Accepted accepted = update(update, new KlBound.Total(1e5));

    assertThat(accepted.status()).isEqualTo(BoundStatus.BELOW_BOUND);
    assertThat(accepted.effort().evaluations()).isLessThanOrEqualTo(30);
    // it is what the cost alone asks for
    RiccatiSweepGain best = new RiccatiSweepGain(kernels, update);
    assertThat(accepted.controller().gain(0).get(0, 0)).isCloseTo(best.first(), within(1e-6));
  }

  @Test
  void aPreviousControllerThatExploresTooLittleIsBroughtToTheLeast() {
    UpdateProblem update = exploring(new RandomProblems(7, STEPS, 3, 2).update(), 5);

    Accepted accepted = update(update, new KlBound.Total(1));

    assertThat(accepted.status()).isEqualTo(BoundStatus.LIMITS_OVER_BOUND);
    assertThat(leastDeviation(accepted.controller())).isCloseTo(5, within(1e-9));
  }

  @Test
  void aDeviationThatIsLargeEnoughStaysAsItIs() {
    UpdateProblem update = new RandomProblems(8, STEPS, 4, 2).update();
    Accepted free = update(update, new KlBound.Total(20));

    Accepted floored = update(exploring(update, 1e-6), new KlBound.Total(20));

    assertThat(floored.eta()).isEqualTo(free.eta());
    for (int t = 0; t < STEPS; t++) {
      assertThat(floored.controller().covariance(t).data)
          .isEqualTo(free.controller().covariance(t).data);
    }
  }

  @Test
  void anEntropyWeightAtEveryStepIsThatOfTheSettings() {
    UpdateProblem update = new RandomProblems(9, STEPS, 4, 2).update();
    double[] weights = new double[STEPS];
    Arrays.fill(weights, 0.7);
    UpdateProblem rewarded = new UpdateProblem(
        update.model(),
        update.cost(),
        update.previous(),
        update.limits(),
        new ExplorationTerms(new double[2], weights));
    DualSearchSettings usual = DualSearchSettings.defaults();
    DualSearchSettings entropic =
        new DualSearchSettings(usual.minEta(), usual.maxEta(), usual.tolerance(), 0.7);

    Accepted ours = update(rewarded, new KlBound.Total(20));
    Accepted theirs = (Accepted) workspace(entropic, 4, 2).update(update, new KlBound.Total(20), 1);

    assertThat(ours.eta()).isEqualTo(theirs.eta());
    assertThat(ours.controller().covariance(3).data)
        .isEqualTo(theirs.controller().covariance(3).data);
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "14, 7", "9, 10"})
  void raisedDeviationsAreThoseOfRowsToRounding(int n, int m) {
    UpdateProblem update = exploring(new RandomProblems(n, STEPS, n, m).update(), 0.3);

    Evaluated ours = Evaluated.at(0.7, dual(kernels, update));

    ours.assertNear(Evaluated.at(0.7, dual(Kernels.rows(), update)), 1e-10);
  }

  @Test
  void raisingAllocatesNothing() {
    UpdateProblem update = exploring(new RandomProblems(3, 10, 14, 7).update(), 0.3);
    DualEvaluation dual = dual(kernels, update);
    double[] etas = new double[10];
    double[] divergences = new double[10];
    Arrays.fill(etas, 1);

    assertThat(Allocation.bytes(() -> dual.perStep(etas, divergences), 10_000)).isZero();
  }

  /** The first gain of the sweep on the cost alone. */
  private record RiccatiSweepGain(Kernels kernels, UpdateProblem update) {

    double first() {
      LqrProblem problem = new LqrProblem(
          kernels,
          update.model().steps(),
          update.model().stateSize(),
          update.model().inputSize());
      problem.setCost(update.cost());
      problem.setDynamics(update.model());
      assertThat(new RiccatiSweep(problem).solve()).isTrue();
      return problem.stage(0).policy.matrix[0][0];
    }
  }

  private static UpdateProblem exploring(UpdateProblem update, double least) {
    double[] deviations = new double[update.model().inputSize()];
    Arrays.fill(deviations, least);
    return new UpdateProblem(
        update.model(),
        update.cost(),
        update.previous(),
        update.limits(),
        ExplorationTerms.atLeast(update.model().steps(), deviations));
  }

  private static double leastDeviation(LinearGaussianController controller) {
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t < controller.steps(); t++) {
      DMatrixRMaj covariance = controller.covariance(t);
      for (int i = 0; i < covariance.numRows; i++) {
        least = Math.min(least, Math.sqrt(covariance.get(i, i)));
      }
    }
    return least;
  }

  private Accepted update(UpdateProblem update, KlBound bound) {
    int n = update.model().stateSize();
    int m = update.model().inputSize();
    return (Accepted) workspace(DualSearchSettings.defaults(), n, m).update(update, bound, 1);
  }

  private KlConstrainedUpdate workspace(DualSearchSettings settings, int n, int m) {
    return new KlConstrainedUpdate(kernels, STEPS, n, m, settings);
  }

  private static DualEvaluation dual(Kernels kernels, UpdateProblem update) {
    DualEvaluation dual = new DualEvaluation(
        kernels,
        update.model().steps(),
        update.model().stateSize(),
        update.model().inputSize(),
        0);
    dual.begin(update);
    return dual;
  }
}
