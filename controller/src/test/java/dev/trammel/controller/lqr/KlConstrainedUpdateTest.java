package dev.trammel.controller.lqr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.UpdateOutcome.Accepted;
import dev.trammel.controller.lqr.UpdateOutcome.BoundStatus;
import dev.trammel.controller.lqr.UpdateOutcome.Rejected;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEachKernels
class KlConstrainedUpdateTest {

  private final Kernels kernels;

  KlConstrainedUpdateTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 4, 1, 100", "2, 100, 14, 7, 100", "3, 30, 2, 2, 0.1", "4, 50, 6, 3, 1000"})
  void divergenceMeetsItsBoundAndCostFalls(long seed, int steps, int n, int m, double bound) {
    UpdateProblem update = new RandomProblems(seed, steps, n, m).update();

    Accepted accepted = (Accepted) update(update, bound, 1);

    double measured = TrajectoryDivergence.total(
        kernels, update.model(), accepted.controller(), update.previous());
    assertThat(accepted.status()).isEqualTo(BoundStatus.ON_BOUND);
    assertThat(measured).isCloseTo(bound, within(0.01 * bound));
    assertThat(accepted.kl()).isCloseTo(measured, within(1e-9 * bound));
    assertThat(accepted.predictedCost()).isLessThan(expectedCost(update, update.previous()));
    assertThat(accepted.effort().evaluations()).isLessThanOrEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"1, 50, 4, 1", "2, 50, 6, 3", "3, 100, 14, 7", "5, 30, 8, 8"})
  void limitsAndBoundHoldTogether(long seed, int steps, int n, int m) {
    UpdateProblem update = new RandomProblems(seed, steps, n, m).update(2);
    double bound = 3.0 * steps * m;

    Accepted accepted = (Accepted) update(update, bound, 1);

    double measured = TrajectoryDivergence.total(
        kernels, update.model(), accepted.controller(), update.previous());
    assertThat(measured).isBetween(0.9 * bound, 1.01 * bound);
    int atLimit = 0;
    for (int t = 0; t < steps; t++) {
      DMatrixRMaj u = accepted.controller().nominalInput(t);
      for (int i = 0; i < m; i++) {
        assertThat(Math.abs(u.get(i))).isLessThanOrEqualTo(2 * (1 + 1e-9));
        if (Math.abs(u.get(i)) > 2 * (1 - 1e-9)) {
          assertThat(accepted.controller().gain(t).get(i, 0)).isZero();
          atLimit++;
        }
      }
    }
    assertThat(atLimit).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 4, 1, 1", "2, 50, 14, 7, 1", "3, 30, 2, 2, 0.01", "4, 50, 6, 3, 5"})
  void everyStepMeetsItsOwnBound(long seed, int steps, int n, int m, double bound) {
    UpdateProblem update = new RandomProblems(seed, steps, n, m).update();

    Accepted accepted = (Accepted) perStep(update, bound);

    assertThat(accepted.status()).isEqualTo(BoundStatus.ON_BOUND);
    assertThat(accepted.predictedCost()).isLessThan(expectedCost(update, update.previous()));
    double[] divergences = TrajectoryDivergence.perStep(
        kernels, accepted.expected(), accepted.controller(), update.previous());
    for (double divergence : divergences) {
      assertThat(divergence).isCloseTo(bound, within(0.0101 * bound));
    }
  }

  @Test
  void startOfTheSearchDoesNotMatter() {
    UpdateProblem update = new RandomProblems(7, 40, 5, 2).update();

    List<Double> etas = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Accepted accepted = (Accepted) update(update, 20, Math.pow(10, 4.0 * i - 8));
      etas.add(accepted.eta());
      assertThat(accepted.effort().evaluations()).isLessThan(20);
    }

    assertThat(etas).allMatch(eta -> Math.abs(eta / etas.get(0) - 1) < 0.02);
  }

  @Test
  void slackBoundIsReported() {
    UpdateProblem update = new RandomProblems(8, 20, 3, 1).update();

    Accepted accepted = (Accepted) update(update, 1e9, 1);

    assertThat(accepted.status()).isEqualTo(BoundStatus.BELOW_BOUND);
    assertThat(accepted.kl()).isLessThan(1e9);
  }

  @Test
  void indefiniteCostRaisesEta() {
    UpdateProblem update = new RandomProblems(9, 30, 4, 2).update();
    for (int t = 0; t < 30; t++) {
      update.cost().hessians[t].add(4, 4, -30);
    }

    Accepted accepted = (Accepted) update(update, 5, 1e-3);

    assertThat(accepted.effort().indefinite()).isPositive();
    assertThat(accepted.kl()).isLessThanOrEqualTo(5.05);
  }

  @Test
  void costThatNoEtaMendsIsRejectedWithItsStep() {
    UpdateProblem update = new RandomProblems(10, 30, 4, 2).update();
    update.cost().hessians[17].add(5, 5, -1e30);

    UpdateOutcome outcome = update(update, 5, 1);

    assertThat(outcome).isEqualTo(new Rejected(UpdateOutcome.Reason.INDEFINITE_ACTION_VALUE, 17));
  }

  @Test
  void previousControllerBeyondTheLimitsIsBroughtWithinThem() {
    UpdateProblem update = new RandomProblems(11, 20, 3, 2).update(0.01);

    Accepted accepted = (Accepted) update(update, 1e-3, 1);

    assertThat(accepted.status()).isEqualTo(BoundStatus.LIMITS_OVER_BOUND);
    for (int t = 0; t < 20; t++) {
      DMatrixRMaj u = accepted.controller().nominalInput(t);
      assertThat(CommonOps_DDRM.elementMaxAbs(u)).isLessThanOrEqualTo(0.01 * (1 + 1e-9));
    }
  }

  private UpdateOutcome perStep(UpdateProblem update, double bound) {
    return workspace(update).update(update, new KlBound.PerStep(bound), 1);
  }

  private UpdateOutcome update(UpdateProblem update, double bound, double startEta) {
    return workspace(update).update(update, new KlBound.Total(bound), startEta);
  }

  private KlConstrainedUpdate workspace(UpdateProblem update) {
    return new KlConstrainedUpdate(
        kernels,
        update.model().steps(),
        update.model().stateSize(),
        update.model().inputSize(),
        DualSearchSettings.defaults());
  }

  private double expectedCost(UpdateProblem update, LinearGaussianController controller) {
    return TrajectoryDistribution.of(kernels, update.model(), controller)
        .expectedCost(update.cost());
  }
}
