package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.mpc.MpcCounts.Count;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.testing.Allocation;
import java.util.concurrent.atomic.AtomicLong;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;

class MpcControllerTest {

  private static final int STEPS = 20;

  private final PlanProblem problem = PlanProblem.of(1, STEPS, 4, 2, 0.3);
  private final StateEstimate estimate = new StateEstimate(4);
  private final Action action = new Action(2);

  MpcControllerTest() {
    estimate.mean.setTo(problem.start());
  }

  @Test
  void theFirstInputOfANewPlanIsAppliedAtEveryStep() {
    MpcPlanner twin = planner(PlanBudget.none());
    try (MpcController controller = inCycle(PlanBudget.none(), problem.update().previous())) {
      for (int t = 0; t < STEPS; t++) {
        estimate.mean.set(t % 4, 0, 0.1 * t);
        assertThat(controller.act(estimate, t, action)).isTrue();
        assertThat(twin.plan(t, estimate.mean)).isTrue();
        assertThat(MatrixFeatures_DDRM.isEquals(action.requested, twin.current().input(t)))
            .isTrue();
      }
      assertThat(controller.counts().of(Count.CYCLES)).isEqualTo(STEPS);
      assertThat(controller.counts().of(Count.NEW_PLANS_USED)).isEqualTo(STEPS);
      assertThat(controller.counts().of(Count.PROJECTIONS)).isZero();
      assertThat(controller.counts().failures()).isZero();
    }
  }

  @Test
  void aLatePlanIsReplacedByTheLastOneWithItsGainsAtTheNewestState() {
    AtomicLong clock = new AtomicLong();
    AtomicLong tick = new AtomicLong();
    PlanBudget budget = new PlanBudget(1e-3, () -> clock.addAndGet(tick.get()));
    MpcPlanner twin = planner(PlanBudget.none());
    try (MpcController controller = inCycle(budget, problem.update().previous())) {
      assertThat(controller.act(estimate, 0, action)).isTrue();
      assertThat(twin.plan(0, estimate.mean)).isTrue();
      // every look at the clock now takes longer than the deadline
      tick.set(2_000_000);
      estimate.mean.set(1, 0, 0.7);

      assertThat(controller.act(estimate, 1, action)).isTrue();

      DMatrixRMaj expected = new DMatrixRMaj(2, 1);
      twin.current().act(1, estimate.mean, expected);
      for (int i = 0; i < 2; i++) {
        expected.set(i, problem.update().limits().clip(i, expected.get(i)));
      }
      assertThat(MatrixFeatures_DDRM.isEquals(action.requested, expected)).isTrue();
      assertThat(controller.counts().of(Count.OLD_PLANS_USED)).isEqualTo(1);
      assertThat(controller.counts().of(PlanFailure.LATE)).isEqualTo(1);
    }
  }

  @Test
  void whatFeedbackPushesOutOfTheLimitsIsProjectedAndCounted() {
    AtomicLong clock = new AtomicLong();
    AtomicLong tick = new AtomicLong();
    PlanBudget budget = new PlanBudget(1e-3, () -> clock.addAndGet(tick.get()));
    try (MpcController controller = inCycle(budget, problem.update().previous())) {
      assertThat(controller.act(estimate, 0, action)).isTrue();
      tick.set(2_000_000);
      for (int t = 1; t < 6; t++) {
        estimate.mean.set(t % 4, 0, 1e6);
        assertThat(controller.act(estimate, t, action)).isTrue();
        for (int i = 0; i < 2; i++) {
          assertThat(Math.abs(action.requested.get(i))).isLessThanOrEqualTo(0.3);
        }
      }
      assertThat(controller.counts().of(Count.PROJECTIONS)).isPositive();
    }
  }

  @Test
  void anotherEpisodeDoesNotUseThePlansOfTheLastOne() {
    AtomicLong clock = new AtomicLong();
    AtomicLong tick = new AtomicLong();
    PlanBudget budget = new PlanBudget(1e-3, () -> clock.addAndGet(tick.get()));
    try (MpcController controller = inCycle(budget, problem.update().previous())) {
      assertThat(controller.act(estimate, 3, action)).isTrue();
      tick.set(2_000_000);

      assertThat(controller.act(estimate, 3, action)).isTrue();

      assertThat(controller.counts().of(Count.CONTROLLER_USED)).isEqualTo(1);
    }
  }

  @Test
  void modelThatThrowsIsCountedAndTheControllerActs() {
    TransitionModel throwing = new TransitionModel() {
      @Override
      public int stateSize() {
        return problem.update().model().stateSize();
      }

      @Override
      public int inputSize() {
        return problem.update().model().inputSize();
      }

      @Override
      public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
        throw new IllegalStateException("no such state");
      }

      @Override
      public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
        F.zero();
      }
    };
    MpcPlanner planner = new MpcPlanner(
        Kernels.best(),
        new KnownHorizon(throwing, STEPS),
        problem.terms(),
        problem.update().limits(),
        MpcSettings.ofHorizon(8),
        PlanBudget.none());
    try (MpcController controller = MpcController.inCycle(
        planner,
        PlanBudget.none(),
        problem.update().previous(),
        problem.update().limits())) {
      for (int t = 0; t < 5; t++) {
        assertThat(controller.act(estimate, t, action)).isTrue();
      }

      assertThat(controller.counts().of(PlanFailure.BROKEN)).isEqualTo(5);
      assertThat(controller.counts().of(Count.CONTROLLER_USED)).isEqualTo(5);
      assertThat(planner.error())
          .hasValueSatisfying(e -> assertThat(e).hasMessage("no such state"));
    }
  }

  @Test
  void withoutPlanAndWithoutControllerThereIsNoAction() {
    Controller none = (state, step, out) -> false;
    try (MpcController controller = inCycle(PlanBudget.none(), none)) {
      estimate.mean.set(0, 0, Double.NaN);

      assertThat(controller.act(estimate, 0, action)).isFalse();

      assertThat(controller.counts().of(Count.NO_ACTION)).isEqualTo(1);
      assertThat(controller.counts().of(PlanFailure.STATE_NOT_FINITE)).isEqualTo(1);
      assertThat(controller.counts().toMap())
          .containsEntry("no_action", 1L)
          .containsEntry("state_not_finite", 1L)
          .containsEntry("plans", 0L)
          .doesNotContainKey("none");
    }
  }

  @Test
  void aCycleAllocatesNothingWhereverPlansAreMade() {
    try (MpcController inCycle = inCycle(PlanBudget.none(), problem.update().previous());
        MpcController onThread = MpcController.onThread(
            planner(PlanBudget.none()),
            problem.update().previous(),
            problem.update().limits())) {
      int[] step = {0};
      assertThat(Allocation.bytes(() -> act(inCycle, step), 2_000)).isZero();
      assertThat(Allocation.bytes(() -> act(onThread, step), 2_000)).isZero();
    }
  }

  @Test
  void plansOfAnotherThreadAreUsedOnceTheyAreThere() {
    try (MpcController controller = MpcController.onThread(
        planner(PlanBudget.none()),
        problem.update().previous(),
        problem.update().limits())) {
      MpcCounts counts = controller.counts();
      for (int t = 0; t < STEPS; t++) {
        long served = counts.of(Count.PLANS);
        assertThat(controller.act(estimate, t, action)).isTrue();
        while (counts.of(Count.PLANS) == served) {
          Thread.onSpinWait();
        }
      }
      // no plan is there at first; then those of the step before, if not that of the step itself
      assertThat(counts.of(Count.CONTROLLER_USED)).isLessThanOrEqualTo(1);
      assertThat(counts.of(Count.OLD_PLANS_USED) + counts.of(Count.NEW_PLANS_USED))
          .isGreaterThanOrEqualTo(STEPS - 1);
      assertThat(counts.of(Count.PLAN_AGES)).isEqualTo(counts.of(Count.OLD_PLANS_USED));
      assertThat(counts.of(Count.OVERRUNS)).isZero();
    }
  }

  private void act(MpcController controller, int[] step) {
    int t = step[0]++ % STEPS;
    if (!controller.act(estimate, t, action)) {
      throw new IllegalStateException("no action at step " + t);
    }
  }

  private MpcController inCycle(PlanBudget budget, Controller fallback) {
    return MpcController.inCycle(
        planner(budget), budget, fallback, problem.update().limits());
  }

  private MpcPlanner planner(PlanBudget budget) {
    return problem.planner(Kernels.best(), MpcSettings.ofHorizon(8), budget);
  }
}
