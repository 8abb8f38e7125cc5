package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.RandomProblems;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.mpc.MpcCounts.Count;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Whatever model, cost, limits and state are: an action within the limits or a refusal by name. */
@OnEachKernels
class BrokenModelTest {

  private static final int CASES = 10_000;

  private final Kernels kernels;

  BrokenModelTest(Kernels kernels) {
    this.kernels = kernels;
  }

  /** What may be wrong, alone or together. */
  private enum Fault {
    NAN_MODEL,
    EXPLODING_MODEL,
    HUGE_DERIVATIVE,
    SINGULAR_QUU,
    CONCAVE_COST,
    NAN_COST,
    HUGE_COST,
    LONG_HORIZON,
    LIMITS_WITHOUT_THE_START,
    NARROW_LIMITS,
    HUGE_KL_WEIGHT,
    NAN_STATE,
    HUGE_STATE,
    STEP_BEYOND_THE_EPISODE
  }

  @Test
  void everyCycleEndsInAnActionWithinTheLimitsOrInARefusalByName() {
    Map<PlanFailure, Long> failures = new EnumMap<>(PlanFailure.class);
    long[] used = new long[Count.values().length];
    for (int seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
      Fault[] all = Fault.values();
      for (int i = random.nextInt(3); i >= 0; i--) {
        faults.add(all[random.nextInt(all.length)]);
      }
      MpcCounts counts = run(new Case(seed, random, faults));
      for (PlanFailure failure : PlanFailure.values()) {
        failures.merge(failure, counts.of(failure), Long::sum);
      }
      for (Count count : Count.values()) {
        used[count.ordinal()] += counts.of(count);
      }
    }
    // the faults are faults: most names occur, as do all ways to act
    assertThat(failures.entrySet().stream()
            .filter(failure -> failure.getValue() > 0)
            .map(Map.Entry::getKey))
        .contains(
            PlanFailure.BEYOND_EPISODE,
            PlanFailure.STATE_NOT_FINITE,
            PlanFailure.MODEL_NOT_FINITE,
            PlanFailure.COST_NOT_FINITE,
            PlanFailure.NOT_POSITIVE_DEFINITE);
    assertThat(used[Count.NEW_PLANS_USED.ordinal()]).isGreaterThan(CASES);
    assertThat(used[Count.OLD_PLANS_USED.ordinal()]).isPositive();
    assertThat(used[Count.CONTROLLER_USED.ordinal()]).isPositive();
    assertThat(used[Count.NO_ACTION.ordinal()]).isPositive();
  }

  /** Some cycles; what is broken sets in after the first ones, or at once. */
  private MpcCounts run(Case broken) {
    try (MpcController controller = broken.controller(kernels)) {
      StateEstimate estimate = new StateEstimate(broken.n);
      Action action = new Action(broken.m);
      int cycles = 5;
      for (int i = 0; i < cycles; i++) {
        broken.cycle = i;
        broken.setState(estimate.mean);
        if (controller.act(estimate, broken.step(i), action)) {
          for (int j = 0; j < broken.m; j++) {
            assertThat(action.requested.get(j))
                .isBetween(broken.limits.lower(j), broken.limits.upper(j));
          }
        }
      }
      MpcCounts counts = controller.counts();
      assertThat(counts.of(Count.PLANS) + counts.failures()).isEqualTo(cycles);
      assertThat(counts.of(Count.NEW_PLANS_USED)
              + counts.of(Count.OLD_PLANS_USED)
              + counts.of(Count.CONTROLLER_USED)
              + counts.of(Count.NO_ACTION))
          .isEqualTo(cycles);
      return counts;
    }
  }

  /** One seeded problem with what is wrong with it: its own model and its own cost. */
  private static final class Case implements HorizonModel, Cost {

    private final EnumSet<Fault> faults;
    private final SplittableRandom random;
    private final UpdateProblem update;
    private final HorizonModel sound;
    private final Cost soundCost;
    private final InputLimits limits;
    private final int n;
    private final int m;
    private final int steps;
    private final int firstBroken;
    private int cycle;

    Case(long seed, SplittableRandom random, EnumSet<Fault> faults) {
      this.faults = faults;
      this.random = random;
      n = random.nextInt(1, 5);
      m = random.nextInt(1, 4);
      steps = random.nextInt(6, 12);
      firstBroken = random.nextInt(3);
      update = new RandomProblems(seed, steps, n, m).update(random.nextDouble(0.1, 1));
      sound = new FittedHorizon(update.model());
      soundCost = new StepwiseQuadratic(update.cost());
      limits = limits();
    }

    private InputLimits limits() {
      double[] lower = new double[m];
      double[] upper = new double[m];
      for (int i = 0; i < m; i++) {
        boolean away = faults.contains(Fault.LIMITS_WITHOUT_THE_START);
        lower[i] = away ? 50 + random.nextDouble() : -0.3;
        upper[i] = faults.contains(Fault.NARROW_LIMITS) ? Math.nextUp(lower[i]) : lower[i] + 0.6;
      }
      return new InputLimits(lower, upper);
    }

    MpcController controller(Kernels kernels) {
      double klWeight =
          faults.contains(Fault.HUGE_KL_WEIGHT) ? Math.pow(10, random.nextDouble(3, 300)) : 0;
      PlanTerms terms = PlanTerms.of(this, steps).near(update.previous(), klWeight);
      int horizon = faults.contains(Fault.LONG_HORIZON) ? 1000 : random.nextInt(1, 7);
      MpcSettings settings =
          new MpcSettings(horizon, random.nextInt(1, 4), random.nextInt(0, 4), 0);
      MpcPlanner planner =
          new MpcPlanner(kernels, this, terms, limits, settings, PlanBudget.none());
      Controller fallback =
          random.nextBoolean() ? update.previous() : (estimate, step, out) -> false;
      return MpcController.inCycle(planner, PlanBudget.none(), fallback, limits);
    }

    int step(int i) {
      return is(Fault.STEP_BEYOND_THE_EPISODE) ? random.nextInt(-3, 2 * steps) : i;
    }

    void setState(DMatrixRMaj x) {
      for (int i = 0; i < n; i++) {
        x.set(i, 0, random.nextDouble(-1, 1));
      }
      if (is(Fault.NAN_STATE)) {
        x.set(random.nextInt(n), 0, random.nextBoolean() ? Double.NaN : Double.NEGATIVE_INFINITY);
      }
      if (is(Fault.HUGE_STATE)) {
        x.set(random.nextInt(n), 0, Math.pow(10, random.nextDouble(3, 308)));
      }
    }

    private boolean is(Fault fault) {
      return faults.contains(fault) && cycle >= firstBroken;
    }

    @Override
    public int steps() {
      return steps;
    }

    @Override
    public int stateSize() {
      return n;
    }

    @Override
    public int inputSize() {
      return m;
    }

    @Override
    public boolean step(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
      if (is(Fault.NAN_MODEL) && random.nextInt(4) == 0) {
        return false;
      }
      boolean answered = sound.step(t, x, u, next);
      if (is(Fault.EXPLODING_MODEL)) {
        double factor = Math.pow(10, random.nextDouble(10, 200));
        for (int i = 0; i < n; i++) {
          next.data[i] *= factor;
        }
      }
      return answered && Finite.all(next);
    }

    @Override
    public boolean linearise(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F, DMatrixRMaj f) {
      boolean answered = sound.linearise(t, x, u, F, f);
      if (is(Fault.NAN_MODEL) && random.nextInt(8) == 0) {
        F.data[random.nextInt(F.getNumElements())] = Double.NaN;
      }
      if (is(Fault.HUGE_DERIVATIVE)) {
        F.data[random.nextInt(F.getNumElements())] = Math.pow(10, random.nextDouble(3, 308));
      }
      return answered;
    }

    @Override
    public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
      if (is(Fault.NAN_COST)) {
        return Double.NaN;
      }
      return soundCost.value(step, x, u);
    }

    @Override
    public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
      soundCost.addExpansion(step, x, u, out);
      if (is(Fault.NAN_COST)) {
        out.gradient.data[random.nextInt(n)] = Double.NaN;
        out.value = random.nextBoolean() ? Double.NaN : out.value;
      }
      for (int i = 0; i < out.hessian.numRows; i++) {
        for (int j = 0; j < out.hessian.numCols; j++) {
          int at = i * out.hessian.numCols + j;
          if (is(Fault.SINGULAR_QUU) && (i >= n || j >= n)) {
            out.hessian.data[at] = 0;
          }
          if (is(Fault.CONCAVE_COST)) {
            out.hessian.data[at] *= -1e12;
          }
          if (is(Fault.HUGE_COST)) {
            out.hessian.data[at] *= 1e300;
          }
        }
      }
    }
  }
}
