package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.testing.Allocation;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.concurrent.atomic.AtomicLong;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;

@OnEachKernels
class MpcPlannerTest {

  private final Kernels kernels;

  MpcPlannerTest(Kernels kernels) {
    this.kernels = kernels;
  }

  @Test
  void theHorizonShrinksWhereTheEpisodeEnds() {
    PlanProblem problem = PlanProblem.of(1, 12, 3, 2, 0.5);
    MpcPlanner planner = problem.planner(kernels, MpcSettings.ofHorizon(5), PlanBudget.none());
    for (int t = 0; t < 12; t++) {
      assertThat(planner.plan(t, problem.start())).isTrue();
      assertThat(planner.current().first()).isEqualTo(t);
      assertThat(planner.current().steps()).isEqualTo(Math.min(5, 12 - t));
      assertThat(planner.current().covers(Math.min(12, t + 5))).isFalse();
    }
    assertThat(planner.plan(12, problem.start())).isFalse();
    assertThat(planner.failure()).isEqualTo(PlanFailure.BEYOND_EPISODE);
    assertThat(planner.current().first()).isEqualTo(11);
  }

  /** What the path has left is what was planned, and what is held is known from the plan before. */
  @Test
  void onItsOwnPathAPlanStaysAsItWasAndTakesOneSweep() {
    PlanProblem problem = PlanProblem.of(2, 30, 4, 2, 0.3);
    MpcPlanner planner = problem.planner(kernels, MpcSettings.ofHorizon(30), PlanBudget.none());
    assertThat(planner.plan(0, problem.start())).isTrue();
    MpcPlan before = new MpcPlan(30, 4, 2);
    planner.current().copyTo(before);
    for (int t = 1; t < 30; t++) {
      assertThat(planner.plan(t, before.state(t))).isTrue();
      assertThat(planner.sweeps()).isEqualTo(1);
      DMatrixRMaj u = planner.current().input(t);
      assertThat(MatrixFeatures_DDRM.isIdentical(u, before.input(t), 1e-9)).isTrue();
    }
  }

  @Test
  void aWarmPlanIsWhatAColdOneIs() {
    PlanProblem problem = PlanProblem.of(3, 40, 5, 2, 0.3);
    MpcPlanner warm = problem.planner(kernels, MpcSettings.ofHorizon(10), PlanBudget.none());
    DMatrixRMaj x = problem.start();
    for (int t = 0; t < 40; t++) {
      MpcPlanner cold = problem.planner(kernels, MpcSettings.ofHorizon(10), PlanBudget.none());
      assertThat(warm.plan(t, x)).isTrue();
      assertThat(cold.plan(t, x)).isTrue();
      DMatrixRMaj u = cold.current().input(t);
      assertThat(MatrixFeatures_DDRM.isIdentical(warm.current().input(t), u, 1e-9))
          .isTrue();
      DMatrixRMaj next = new DMatrixRMaj(5, 1);
      assertThat(new FittedHorizon(problem.update().model()).step(t, x, u, next))
          .isTrue();
      // something unforeseen
      CommonOps_DDRM.add(next, 0.05 * Math.sin(3 * t));
      x = next;
    }
  }

  @Test
  void planningOnAFittedModelAllocatesNothing() {
    PlanProblem problem = PlanProblem.of(4, 30, 6, 3, 0.3);
    MpcPlanner planner = problem.planner(kernels, MpcSettings.ofHorizon(10), PlanBudget.none());
    Pushes pushes = new Pushes(planner, problem.start(), 30);

    assertThat(Allocation.bytes(pushes::plan, 2_000)).isZero();
    assertThat(pushes.swept).isTrue();
  }

  @Test
  void workThatWouldEndAfterTheDeadlineIsNotBegun() {
    PlanProblem problem = PlanProblem.of(5, 30, 4, 2, 0.3);
    // each look at the clock takes 1 ms
    AtomicLong clock = new AtomicLong();
    PlanBudget budget = new PlanBudget(0.05, () -> clock.addAndGet(1_000_000));
    MpcPlanner planner = problem.planner(kernels, MpcSettings.ofHorizon(10), budget);
    budget.begin();
    assertThat(planner.plan(0, problem.start())).isTrue();
    clock.addAndGet(49_000_000);

    assertThat(planner.plan(1, problem.start())).isFalse();

    assertThat(planner.failure()).isEqualTo(PlanFailure.LATE);
    assertThat(planner.current().first()).isZero();
    budget.begin();
    assertThat(planner.plan(2, problem.start())).isTrue();
  }

  @Test
  void termsOfOtherSizesAreRefused() {
    PlanProblem problem = PlanProblem.of(6, 10, 3, 2, 0.3);
    PlanTerms terms = PlanTerms.of(problem.terms().cost(), 10)
        .within(new SoftStateLimits(new double[1], new double[] {1}, new double[] {1}));

    assertThatThrownBy(() -> new MpcPlanner(
            kernels,
            new FittedHorizon(problem.update().model()),
            terms,
            problem.update().limits(),
            MpcSettings.ofHorizon(5),
            PlanBudget.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state limits must be those of the model, 3, were 1");
  }

  /** Plans step after step from a state that moves. */
  private static final class Pushes {

    private final MpcPlanner planner;
    private final DMatrixRMaj start;
    private final DMatrixRMaj x;
    private final int steps;
    private int count;
    private boolean swept;

    Pushes(MpcPlanner planner, DMatrixRMaj start, int steps) {
      this.planner = planner;
      this.start = start;
      this.steps = steps;
      x = start.copy();
    }

    void plan() {
      for (int i = 0; i < x.numRows; i++) {
        x.data[i] = start.data[i] + 0.01 * ((count * 7 + i * 3) % 11 - 5);
      }
      if (!planner.plan(count % steps, x)) {
        throw new IllegalStateException(planner.failure().name());
      }
      swept |= planner.sweeps() > 1;
      count++;
    }
  }
}
