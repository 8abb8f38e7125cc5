package dev.trammel.controller.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.IterativeLqrSettings;
import dev.trammel.controller.mpc.KnownHorizon;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.mpc.MpcSettings;
import dev.trammel.controller.mpc.OptimalControlProblem;
import dev.trammel.controller.mpc.PlanBudget;
import dev.trammel.controller.mpc.PlanTerms;
import dev.trammel.controller.mpc.ProximalLqr;
import dev.trammel.controller.mpc.TransitionDerivatives;
import dev.trammel.controller.mpc.TransitionModel;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.CostExpansion;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The example of docs/known-model.md: a tank behind a valve, as somebody outside would write it. */
class OwnModelTest {

  private static final int STEPS = 40;
  private static final double WANTED = 1.5;

  /** Level h [m] of a tank of 1 m² that drains by Torricelli's law: h' = u − 0.02 √h, over 0.5 s. */
  private static final class Tank implements TransitionModel {

    private static final double PERIOD = 0.5;
    private static final double DRAIN = 0.02;

    private final double slopeFactor;

    Tank(double slopeFactor) {
      this.slopeFactor = slopeFactor;
    }

    @Override
    public int stateSize() {
      return 1;
    }

    @Override
    public int inputSize() {
      return 1;
    }

    @Override
    public void step(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
      // NaN for a level below the floor: the model has no answer there
      next.set(0, x.get(0) + PERIOD * (u.get(0) - DRAIN * Math.sqrt(x.get(0))));
    }

    @Override
    public void linearise(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F) {
      F.set(0, 0, 1 - slopeFactor * PERIOD * DRAIN / Math.sqrt(x.get(0)));
      F.set(0, 1, PERIOD);
    }
  }

  /** (h − 1.5)² + 0.1u² per step. */
  private static final class Level implements Cost {

    @Override
    public double value(int step, DMatrixRMaj x, DMatrixRMaj u) {
      double off = x.get(0) - WANTED;
      return off * off + (step < STEPS ? 0.1 * u.get(0) * u.get(0) : 0);
    }

    @Override
    public void addExpansion(int step, DMatrixRMaj x, DMatrixRMaj u, CostExpansion out) {
      out.value += value(step, x, u);
      out.gradient.add(0, 0, 2 * (x.get(0) - WANTED));
      out.hessian.add(0, 0, 2);
      if (step < STEPS) {
        out.gradient.add(1, 0, 0.2 * u.get(0));
        out.hessian.add(1, 1, 0.2);
      }
    }
  }

  private final TransitionModel model = new Tank(0.5);
  private final InputLimits limits = new InputLimits(new double[] {0}, new double[] {0.6});

  @Test
  void itsDerivativeIsHeldToItsSteps() {
    DMatrixRMaj x = new DMatrixRMaj(new double[] {0.7});
    DMatrixRMaj u = new DMatrixRMaj(new double[] {0.3});

    TransitionDerivatives.check(model, x, u, 1e-7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransitionDerivatives.check(new Tank(1), x, u, 1e-7))
        .withMessageContaining(
            "the derivative of next state entry 0 by state entry 0 must be 0.994")
        .withMessageContaining("was 0.988");
  }

  @Test
  void itIsSolvedFromZeroInputs() {
    ProximalLqr.Found found = solve();

    LinearGaussianController controller = found.solution().controller();
    assertThat(found.solution().converged()).isTrue();
    assertThat(found.residual()).isLessThan(2 * ProximalLqr.RESIDUAL);
    assertThat(controller.nominalInput(0).get(0)).isEqualTo(0.6);
    assertThat(controller.nominalState(STEPS / 2).get(0)).isCloseTo(WANTED, within(0.1));
  }

  @Test
  void itIsReplannedOnInEachCycle() {
    LinearGaussianController plan = solve().solution().controller();
    PlanBudget always = PlanBudget.none();
    MpcPlanner planner = new MpcPlanner(
        Kernels.rows(),
        new KnownHorizon(model, STEPS),
        PlanTerms.of(new Level(), STEPS).near(plan, 0),
        limits,
        new MpcSettings(STEPS, 5, 6, 1e-6),
        always);
    Action action = new Action(1);
    try (MpcController controller = MpcController.inCycle(planner, always, plan, limits)) {
      StateEstimate estimate = new StateEstimate(1);
      // somebody took a bucket out
      estimate.mean.set(0, plan.nominalState(10).get(0) - 0.3);
      assertThat(controller.act(estimate, 10, action)).isTrue();
    }

    assertThat(action.requested.get(0)).isGreaterThan(plan.nominalInput(10).get(0));
  }

  private ProximalLqr.Found solve() {
    OptimalControlProblem problem = new OptimalControlProblem(
        model, new Level(), new DMatrixRMaj(new double[] {0.5}), STEPS, limits);
    DMatrixRMaj[] zero = new DMatrixRMaj[STEPS];
    Arrays.setAll(zero, t -> new DMatrixRMaj(1, 1));
    double[] weights = {1, 1};
    return new ProximalLqr(Kernels.rows(), problem, weights, IterativeLqrSettings.patient())
        .solve(zero);
  }
}
