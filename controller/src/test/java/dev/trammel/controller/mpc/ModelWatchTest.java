package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.dynamics.AdaptationSettings;
import dev.trammel.controller.dynamics.RegressorScale;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.mpc.MpcCounts.Count;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.testing.Allocation;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body whose motion stops being what its model says, in the middle of episodes. */
class ModelWatchTest {

  private static final int STEPS = 200;
  private static final double NOISE = 1e-3;
  private static final double FALLBACK = 0.0123;

  private final PlanProblem problem = PlanProblem.of(2, STEPS, 4, 2, 0.3);
  private final FittedHorizon model = new FittedHorizon(problem.update().model());
  private final SplittableRandom random = new SplittableRandom(5);
  private final StateEstimate estimate = new StateEstimate(4);
  private final Action action = new Action(2);
  private final DMatrixRMaj next = new DMatrixRMaj(4, 1);
  private final Controller fallback = (state, step, out) -> {
    Arrays.fill(out.requested.data, FALLBACK);
    return true;
  };

  private AdaptingHorizon adapting(AdaptationSettings settings) {
    DMatrixRMaj W = CommonOps_DDRM.identity(4);
    CommonOps_DDRM.scale(NOISE * NOISE, W);
    double[] ones = new double[6];
    Arrays.fill(ones, 1);
    return new AdaptingHorizon(
        model, new DMatrixRMaj[] {W}, new RegressorScale(4, new double[6], ones), settings);
  }

  private MpcPlanner planner(HorizonModel planned) {
    return new MpcPlanner(
        Kernels.best(),
        planned,
        problem.terms(),
        problem.update().limits(),
        MpcSettings.ofHorizon(8),
        PlanBudget.none());
  }

  private MpcController guarded(boolean onThread) {
    AdaptingHorizon watched = adapting(AdaptationSettings.none());
    InnovationGuard guard = new InnovationGuard(4, GuardSettings.defaults());
    ModelWatch watch = ModelWatch.guarded(watched, guard, Optional.empty());
    return onThread
        ? MpcController.onThread(planner(watched), fallback, problem.update().limits(), watch)
        : MpcController.inCycle(
            planner(watched), PlanBudget.none(), fallback, problem.update().limits(), watch);
  }

  /** Goes one step; whoever plans elsewhere is waited for. Answers whether anything acted. */
  private boolean step(MpcController controller, int t, double shift) {
    long told = controller.counts().of(Count.TRANSITIONS);
    long planned = controller.counts().of(Count.PLANS);
    boolean acted = controller.act(estimate, t, action);
    while (controller.counts().of(Count.PLANS) == planned
        || t > 0 && controller.counts().of(Count.TRANSITIONS) == told) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 2; i++) {
      action.applied.data[i] = acted ? action.requested.data[i] : 0;
    }
    model.step(t, estimate.mean, action.applied, next);
    for (int i = 0; i < 4; i++) {
      estimate.mean.data[i] = next.data[i] + NOISE * (shift + StandardNormal.draw(random));
    }
    return acted;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWrongModelLeavesTheBodyToTheLocalControllerUntilItIsRightAgain(boolean onThread) {
    estimate.mean.setTo(problem.start());
    try (MpcController controller = guarded(onThread)) {
      MpcCounts counts = controller.counts();
      for (int t = 0; t < 30; t++) {
        assertThat(step(controller, t, 0)).isTrue();
      }
      assertThat(counts.of(Count.MODEL_WRONG)).isZero();
      for (int t = 30; t < 60; t++) {
        assertThat(step(controller, t, 6)).isTrue();
      }
      assertThat(action.requested.data).containsOnly(FALLBACK);
      assertThat(counts.of(Count.MODEL_WRONG)).isGreaterThan(20);
      for (int t = 60; t < 90; t++) {
        assertThat(step(controller, t, 0)).isTrue();
      }

      assertThat(action.requested.data).doesNotContain(FALLBACK);
      assertThat(counts.of(Count.MODEL_BEYOND)).isZero();
      assertThat(counts.of(Count.NO_ACTION)).isZero();
      assertThat(counts.of(Count.TRANSITIONS)).isEqualTo(89);
      assertThat(counts.of(Count.NEW_PLANS_USED)
              + counts.of(Count.OLD_PLANS_USED)
              + counts.of(Count.CONTROLLER_USED))
          .isEqualTo(90);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereTheModelIsWrongBeyondMeasureNobodyActsAndAnotherEpisodeBeginsAnew(boolean onThread) {
    estimate.mean.setTo(problem.start());
    try (MpcController controller = guarded(onThread)) {
      for (int t = 0; t < 10; t++) {
        step(controller, t, 0);
      }
      step(controller, 10, 1000);
      step(controller, 11, 0);
      // a plan elsewhere is judged one step later
      assertThat(step(controller, 12, 0)).isFalse();
      assertThat(controller.counts().of(Count.MODEL_BEYOND))
          .isEqualTo(controller.counts().of(Count.NO_ACTION))
          .isPositive();

      estimate.mean.setTo(problem.start());
      assertThat(step(controller, 0, 0)).isTrue();
      assertThat(step(controller, 1, 0)).isTrue();
    }
  }

  @Test
  void plansOnAnAdaptingModelAreThoseOfAFreshPlannerOnTheModelAsItIs() {
    AdaptingHorizon watched = adapting(AdaptationSettings.defaults());
    AdaptingHorizon twin = adapting(AdaptationSettings.defaults());
    estimate.mean.setTo(problem.start());
    DMatrixRMaj before = new DMatrixRMaj(4, 1);
    try (MpcController controller = MpcController.inCycle(
        planner(watched),
        PlanBudget.none(),
        fallback,
        problem.update().limits(),
        ModelWatch.learning(watched))) {
      for (int t = 0; t < 60; t++) {
        if (t > 0) {
          twin.observe(t - 1, before, action.applied, estimate.mean);
        }
        before.setTo(estimate.mean);
        MpcPlanner fresh = planner(twin);
        assertThat(fresh.plan(t, estimate.mean)).isTrue();
        step(controller, t, 20);
        for (int i = 0; i < 2; i++) {
          assertThat(action.requested.get(i))
              .isCloseTo(fresh.current().input(t).get(i), within(1e-9));
        }
      }
      assertThat(watched.offsetBelief(0)).isGreaterThan(0.9);
    }
  }

  /** What a plan saves on holding a load is what holds the load. */
  @Test
  void inputsThatBalanceAnUnknownLoadCostNothing() {
    AdaptingHorizon watched = adapting(AdaptationSettings.defaults());
    BalancedCost cost =
        new BalancedCost(problem.terms().cost(), watched, problem.update().limits());
    DMatrixRMaj load = new DMatrixRMaj(new double[] {0.05, -0.1});
    DMatrixRMaj x = new DMatrixRMaj(4, 1);
    DMatrixRMaj u = new DMatrixRMaj(2, 1);
    DMatrixRMaj loaded = new DMatrixRMaj(2, 1);
    for (int k = 0; k < 40; k++) {
      Arrays.setAll(x.data, i -> StandardNormal.draw(random));
      Arrays.setAll(u.data, i -> 0.1 * StandardNormal.draw(random));
      CommonOps_DDRM.add(u, load, loaded);
      model.step(0, x, loaded, next);
      watched.observe(0, x, u, next);
      cost.update(0, x, u);
    }
    DMatrixRMaj held = new DMatrixRMaj(new double[] {-0.05, 0.1});
    for (int i = 0; i < 2; i++) {
      assertThat(cost.balance().get(i)).isCloseTo(held.get(i), within(0.01));
    }
    CommonOps_DDRM.add(cost.balance(), u, held);
    assertThat(cost.value(3, x, held))
        .isCloseTo(problem.terms().cost().value(3, x, u), within(1e-12));
  }

  @Test
  void aCycleAllocatesNothing() {
    AdaptingHorizon watched = adapting(AdaptationSettings.defaults());
    BalancedCost cost =
        new BalancedCost(problem.terms().cost(), watched, problem.update().limits());
    ModelWatch watch = ModelWatch.guarded(
            watched, new InnovationGuard(4, GuardSettings.defaults()), Optional.empty())
        .telling(cost);
    try (MpcController controller = MpcController.inCycle(
        planner(watched), PlanBudget.none(), fallback, problem.update().limits(), watch)) {
      int[] t = {0};
      assertThat(Allocation.bytes(
              () -> {
                controller.act(estimate, t[0]++ % STEPS, action);
                estimate.mean.data[t[0] % 4] = 0.01 * (t[0] % 7);
              },
              2_000))
          .isZero();
    }
  }
}
