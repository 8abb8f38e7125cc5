package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LimitedSweep;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.LqrProblem;
import dev.trammel.controller.lqr.RandomProblems;
import dev.trammel.controller.lqr.StateMarginals;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.QuadraticCost;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.testing.OnEachKernels;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans are the best that their models, costs and limits allow. */
@OnEachKernels
class PlanOptimalityTest {

  private static final MpcSettings PATIENT = new MpcSettings(1000, 2000, 12, 1e-12);

  /** What differences leave of a derivative is not less. */
  private static final double TOLERANCE_OF_DIFFERENCES = 1e-10;

  private final Kernels kernels;

  PlanOptimalityTest(Kernels kernels) {
    this.kernels = kernels;
  }

  /** 830 linear-quadratic problems: some with a price of divergence, some cut by a horizon. */
  @Test
  void oneStepMeetsTheConditionsOfLinearQuadraticProblems() {
    SplittableRandom random = new SplittableRandom(6);
    int held = 0;
    int inputs = 0;
    for (int seed = 0; seed < 830; seed++) {
      int n = random.nextInt(1, 7);
      int m = random.nextInt(1, 4);
      int steps = random.nextInt(2, 21);
      UpdateProblem update =
          new RandomProblems(seed, steps, n, m).update(random.nextDouble(0.1, 1));
      double eta = random.nextBoolean() ? 0 : random.nextDouble(0.1, 10);
      QuadraticCost whole = priced(update, eta);
      OfflineValue value =
          OfflineValue.best(kernels, update.model(), whole, update.limits()).orElseThrow();
      PlanTerms terms = PlanTerms.of(new StepwiseQuadratic(update.cost()), steps)
          .withValue(value)
          .near(update.previous(), eta);
      int first = random.nextInt(steps);
      MpcPlanner planner =
          planner(update, terms, MpcSettings.ofHorizon(random.nextInt(1, steps + 1)));

      assertThat(planner.plan(first, update.model().initial.mean())).isTrue();

      held += new PlanConditions(
              new FittedHorizon(update.model()),
              new StepwiseQuadratic(whole),
              steps,
              Optional.of(value))
          .hold(planner.current(), update.limits());
      inputs += planner.current().steps() * m;
    }
    assertThat(held).isBetween(inputs / 5, 4 * inputs / 5);
  }

  @Test
  void convergedPlansMeetTheConditionsOfAPendulum() {
    SplittableRandom random = new SplittableRandom(7);
    int held = 0;
    int converged = 0;
    for (int i = 0; i < 200; i++) {
      int steps = random.nextInt(5, 31);
      double limit = random.nextDouble(0.5, 6);
      DMatrixRMaj start =
          new DMatrixRMaj(new double[] {random.nextDouble(-4, 4), random.nextDouble(-3, 3)});
      int holds = meetConditionsIfConverged(
          new KnownHorizon(new Pendulum(), steps),
          PlanTerms.of(new Upright(steps), steps),
          new InputLimits(new double[] {-limit}, new double[] {limit}),
          start,
          1e-12);
      converged += holds >= 0 ? 1 : 0;
      held += Math.max(0, holds);
    }
    assertThat(converged).isGreaterThan(175);
    assertThat(held).isGreaterThan(500);
  }

  @Test
  void convergedPlansMeetTheConditionsOfACartPole() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("cartpole-swingup"));
    Condition condition = task.conditions().get(0);
    SplittableRandom random = new SplittableRandom(8);
    int converged = 0;
    for (int i = 0; i < 20; i++) {
      RigidBodyTransition model = new RigidBodyTransition(task.plant());
      DMatrixRMaj start = new DMatrixRMaj(model.stateSize(), 1);
      model.observe(
          new double[] {random.nextDouble(-0.3, 0.3), random.nextDouble(-0.5, 0.5)},
          new double[] {random.nextDouble(-0.5, 0.5), random.nextDouble(-1, 1)},
          start);
      int held = meetConditionsIfConverged(
          new KnownHorizon(model, 15),
          PlanTerms.of(condition.cost(), 15),
          InputLimits.of(task.plant()),
          start,
          TOLERANCE_OF_DIFFERENCES);
      converged += held >= 0 ? 1 : 0;
    }
    assertThat(converged).isGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aPlanOverTheWholeEpisodeIsTheOfflineSolution(long seed) {
    UpdateProblem update = new RandomProblems(seed, 25, 5, 2).update(0.4);
    LqrProblem offline = new LqrProblem(kernels, 25, 5, 2);
    offline.setCost(update.cost());
    offline.setDynamics(update.model());
    LimitedSweep sweep = new LimitedSweep(offline);
    sweep.setLimits(update.limits());
    assertThat(sweep.solve()).isTrue();
    assertThat(new StateMarginals(offline).solve()).isTrue();
    MpcPlanner planner = planner(
        update, PlanTerms.of(new StepwiseQuadratic(update.cost()), 25), MpcSettings.ofHorizon(25));

    assertThat(planner.plan(0, update.model().initial.mean())).isTrue();

    LinearGaussianController expected = offline.controller();
    for (int t = 0; t < 25; t++) {
      assertNear(planner.current().input(t), expected.nominalInput(t), 1e-9);
      assertNear(planner.current().state(t), expected.nominalState(t), 1e-9);
      assertNear(planner.current().gain(t), expected.gain(t), 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 24, 25})
  void theCostToGoStandsForWhatAShortHorizonDoesNotSee(int horizon) {
    UpdateProblem update = new RandomProblems(3, 25, 5, 2).update();
    OfflineValue value = OfflineValue.best(kernels, update.model(), update.cost(), update.limits())
        .orElseThrow();
    PlanTerms terms = PlanTerms.of(new StepwiseQuadratic(update.cost()), 25).withValue(value);
    MpcPlanner whole = planner(update, terms, MpcSettings.ofHorizon(25));
    MpcPlanner receding = planner(update, terms, MpcSettings.ofHorizon(horizon));
    SplittableRandom random = new SplittableRandom(horizon);
    for (int t = 0; t < 25; t++) {
      DMatrixRMaj x = new DMatrixRMaj(5, 1);
      for (int i = 0; i < 5; i++) {
        x.set(i, random.nextDouble(-2, 2));
      }
      assertThat(whole.plan(t, x)).isTrue();
      assertThat(receding.plan(t, x)).isTrue();

      assertThat(receding.current().steps()).isEqualTo(Math.min(horizon, 25 - t));
      assertNear(receding.current().input(t), whole.current().input(t), 1e-9);
      assertNear(receding.current().gain(t), whole.current().gain(t), 1e-9);
    }
  }

  @Test
  void aCostAlongAControllerThatIsQuadraticHasTheSameCostToGo() {
    UpdateProblem update = new RandomProblems(4, 10, 4, 2).update();
    OfflineValue direct = OfflineValue.best(
            kernels, update.model(), priced(update, 2), update.limits())
        .orElseThrow();
    OfflineValue along = OfflineValue.along(
            kernels,
            update.model(),
            new StepwiseQuadratic(update.cost()),
            update.previous(),
            2,
            update.limits())
        .orElseThrow();
    for (int t = 0; t <= 10; t++) {
      assertNear(along.at(t).hessian(), direct.at(t).hessian(), 1e-12);
      assertNear(along.at(t).gradient(), direct.at(t).gradient(), 1e-12);
    }
  }

  @Test
  void softLimitsOfStatesAreAPriceOnWhatIsBeyond() {
    UpdateProblem update = new RandomProblems(5, 15, 1, 1).update();
    double[] beyond = new double[4];
    double[] weights = {0, 1, 100, 1e4};
    for (int i = 0; i < weights.length; i++) {
      SoftStateLimits limits =
          new SoftStateLimits(new double[] {-0.2}, new double[] {0.2}, new double[] {weights[i]});
      PlanTerms terms = PlanTerms.of(new StepwiseQuadratic(update.cost()), 15).within(limits);
      MpcPlanner planner = planner(update, terms, PATIENT);
      assertThat(planner.plan(0, new DMatrixRMaj(1, 1))).isTrue();
      assertThat(planner.converged()).isTrue();
      for (int t = 1; t <= 15; t++) {
        double x = Math.abs(planner.current().state(t).get(0));
        beyond[i] = Math.max(beyond[i], x - 0.2);
      }
    }
    assertThat(beyond[0]).isGreaterThan(0.1);
    assertThat(beyond[1]).isLessThan(beyond[0]);
    assertThat(beyond[2]).isLessThan(beyond[1] / 10);
    assertThat(beyond[3]).isLessThan(beyond[2] / 10);
  }

  /** How many inputs are held; −1 where the plan did not converge. */
  private int meetConditionsIfConverged(
      HorizonModel model,
      PlanTerms terms,
      InputLimits limits,
      DMatrixRMaj start,
      double tolerance) {
    MpcSettings settings = new MpcSettings(1000, 2000, 12, tolerance);
    MpcPlanner planner = new MpcPlanner(kernels, model, terms, limits, settings, PlanBudget.none());
    assertThat(planner.plan(0, start)).isTrue();
    if (!planner.converged()) {
      return -1;
    }
    return new PlanConditions(model, terms.cost(), terms.steps(), Optional.empty())
        .hold(planner.current(), limits);
  }

  private MpcPlanner planner(UpdateProblem update, PlanTerms terms, MpcSettings settings) {
    return new MpcPlanner(
        kernels,
        new FittedHorizon(update.model()),
        terms,
        update.limits(),
        settings,
        PlanBudget.none());
  }

  /** An update's cost with η/2 (u − Kx − k)ᵀC⁻¹(u − Kx − k) added. */
  private static QuadraticCost priced(UpdateProblem update, double eta) {
    LinearGaussianDynamics model = update.model();
    int n = model.stateSize();
    int m = model.inputSize();
    QuadraticCost sum = new QuadraticCost(model.steps(), n, m);
    for (int t = 0; t <= model.steps(); t++) {
      sum.hessians[t].setTo(update.cost().hessians[t]);
      sum.gradients[t].setTo(update.cost().gradients[t]);
      if (t == model.steps()) {
        break;
      }
      DMatrixRMaj D = new DMatrixRMaj(m, n + m);
      CommonOps_DDRM.insert(update.previous().gain(t), D, 0, 0);
      CommonOps_DDRM.changeSign(D);
      CommonOps_DDRM.insert(CommonOps_DDRM.identity(m), D, 0, n);
      DMatrixRMaj precision = update.previous().covariance(t);
      CommonOps_DDRM.invert(precision);
      DMatrixRMaj DtP = new DMatrixRMaj(n + m, m);
      CommonOps_DDRM.multTransA(eta, D, precision, DtP);
      CommonOps_DDRM.multAdd(DtP, D, sum.hessians[t]);
      CommonOps_DDRM.multAdd(-1, DtP, update.previous().offset(t), sum.gradients[t]);
    }
    return sum;
  }

  private static void assertNear(DMatrixRMaj ours, DMatrixRMaj expected, double tolerance) {
    double scale = Math.max(1e-3, CommonOps_DDRM.elementMaxAbs(expected));
    for (int i = 0; i < expected.getNumElements(); i++) {
      assertThat(ours.data[i]).isCloseTo(expected.data[i], within(tolerance * scale));
    }
  }
}
