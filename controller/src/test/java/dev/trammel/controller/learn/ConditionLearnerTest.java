package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.CycleStatus;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.learn.Improver.Experience;
import dev.trammel.controller.learn.LearningSettings.BallSettings;
import dev.trammel.controller.learn.LearningSettings.Bound;
import dev.trammel.controller.learn.LearningSettings.Measure;
import dev.trammel.controller.learn.LearningSettings.StepSettings;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.lqr.UpdateOutcome.BoundStatus;
import dev.trammel.controller.policy.BadmmMultipliers;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.testing.SpringSled;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ConditionLearnerTest {

  private static final int STEPS = 30;

  private final Condition condition = SpringSled.task().conditions().get(0);
  private final LinearGaussianController initial = RandomControllers.of(1, STEPS, 2, 1);
  private final Scripted improver = new Scripted();

  /** Proposes a new controller that promises to halve the cost, or what it was told. */
  private static final class Scripted implements Improver {

    final List<Experience> seen = new ArrayList<>();
    final List<Double> bounds = new ArrayList<>();
    final List<LinearGaussianController> proposed = new ArrayList<>();
    final List<LinearGaussianController> compared = new ArrayList<>();
    double promise = 10;
    DoubleUnaryOperator costOfTheLastFrom = position -> Double.NaN;
    boolean fails;
    boolean far;

    @Override
    public void learn(List<TrajectoryBatch> memory, long seed) {}

    @Override
    public Fit fit(Experience experience) {
      seen.add(experience);
      return new Fit() {
        @Override
        public Optional<TrajectoryDistribution> expectedPath() {
          return Optional.empty();
        }

        @Override
        public double expectedCost() {
          return Double.NaN;
        }

        @Override
        public double expectedCost(LinearGaussianController controller, DMatrixRMaj start) {
          compared.add(controller);
          return costOfTheLastFrom.applyAsDouble(start.data[0]);
        }

        @Override
        public Result improve(double nats, double eta) {
          bounds.add(nats);
          return fails ? new Result.Failed("no luck") : new Result.Proposed(proposal(nats));
        }

        @Override
        public Result improveTied(
            double nats, LinearGaussianController policy, BadmmMultipliers tied) {
          throw new UnsupportedOperationException("nothing is tied here");
        }
      };
    }

    private Proposal proposal(double nats) {
      LinearGaussianController next = RandomControllers.of(100 + proposed.size(), STEPS, 2, 1);
      // a deviation of a millionth costs some 13 nats at each step
      next = far ? Controllers.scaleCovariance(next, 1e-12) : next;
      proposed.add(next);
      return new Proposal(
          next, expected(next), nats, 1, promise, 0, 0, BoundStatus.ON_BOUND, Optional.empty());
    }

    private static TrajectoryDistribution expected(LinearGaussianController controller) {
      DMatrixRMaj[] F = new DMatrixRMaj[STEPS];
      DMatrixRMaj[] f = new DMatrixRMaj[STEPS];
      DMatrixRMaj[] W = new DMatrixRMaj[STEPS];
      Arrays.setAll(F, t -> new DMatrixRMaj(2, 3));
      Arrays.setAll(f, t -> new DMatrixRMaj(2, 1));
      Arrays.setAll(W, t -> new DMatrixRMaj(2, 2));
      Gaussian start = new Gaussian(new DMatrixRMaj(2, 1), new DMatrixRMaj(2, 2));
      return TrajectoryDistribution.of(
          Kernels.rows(), new LinearGaussianDynamics(F, f, W, start), controller);
    }
  }

  private ConditionLearner learner(double leastGain, double standardErrors) {
    return learner(Measure.MONTE_CARLO, leastGain, standardErrors);
  }

  private ConditionLearner learner(Measure measure, double leastGain, double standardErrors) {
    StepSettings step = new StepSettings(
        new BallSettings(1, Bound.TOTAL, 0), 0.05, 10, 3, measure, leastGain, standardErrors);
    return new ConditionLearner(condition, step, initial);
  }

  /** Episodes that rest at given positions: a cost of ½·20·x² at each of 31 states. */
  private static TrajectoryBatch restingAt(double... positions) {
    List<Trajectory> episodes = new ArrayList<>();
    for (double position : positions) {
      double[][] states = new double[STEPS + 1][2];
      for (double[] state : states) {
        state[0] = position;
      }
      double[][] inputs = new double[STEPS][1];
      episodes.add(new Trajectory(
          states, states, inputs, inputs, Collections.nCopies(STEPS, CycleStatus.OK)));
    }
    return new TrajectoryBatch(episodes);
  }

  @Test
  void aWorseControllerIsRolledBackAndTheStepHalved() {
    ConditionLearner learner = learner(-0.1, 2);
    ConditionIteration first = learner.advance(restingAt(0.5, 0.51), improver);
    assertThat(first.verdict()).isEqualTo(Verdict.FIRST);
    assertThat(learner.controller()).isNotSameAs(initial);

    TrajectoryBatch worse = restingAt(3, 3.1);
    ConditionIteration second = learner.advance(worse, improver);

    assertThat(second.verdict()).isEqualTo(Verdict.ROLLED_BACK);
    assertThat(second.update().orElseThrow().measuredImprovement()).isNegative();
    assertThat(learner.accepted()).isSameAs(initial);
    assertThat(improver.bounds).containsExactly(30.0, 15.0);
    // the last fit is again of the accepted controller, and knows what was rejected
    Experience last = improver.seen.get(improver.seen.size() - 1);
    assertThat(last.controller()).isSameAs(initial);
    assertThat(last.batch().trajectories()).isEqualTo(first.batch().trajectories());
    assertThat(last.rejected()).isEqualTo(worse.trajectories());
  }

  @Test
  void aBetterControllerIsAcceptedAndTheStepGrowsAsFarAsItMay() {
    ConditionLearner learner = learner(-0.1, 2);
    learner.advance(restingAt(2, 2.1), improver);
    LinearGaussianController trial = learner.controller();

    ConditionIteration second = learner.advance(restingAt(0.1, 0.2), improver);

    assertThat(second.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(learner.accepted()).isSameAs(trial);
    assertThat(second.update().orElseThrow().multiplier()).isEqualTo(1);
    // a factor of 5 by the rule, 3 by the limit on growth
    assertThat(improver.bounds).containsExactly(30.0, 90.0);
  }

  @Test
  void noiseOfTheSizeOfTheLossIsNoReasonToGoBack() {
    ConditionLearner doubtful = learner(-0.1, 2);
    doubtful.advance(restingAt(0.1, 1), improver);
    assertThat(doubtful.advance(restingAt(0.2, 1.05), improver).verdict())
        .isEqualTo(Verdict.ACCEPTED);

    ConditionLearner strict = learner(-0.1, 0);
    strict.advance(restingAt(0.1, 1), improver);
    assertThat(strict.advance(restingAt(0.2, 1.05), improver).verdict())
        .isEqualTo(Verdict.ROLLED_BACK);
  }

  @Test
  void anImprovementFarBelowThePromiseIsRolledBackWhereThatIsAsked() {
    improver.promise = 1000;
    ConditionLearner learner = learner(0.2, 0);
    learner.advance(restingAt(0.5), improver);

    assertThat(learner.advance(restingAt(0.4), improver).verdict()).isEqualTo(Verdict.ROLLED_BACK);
  }

  @Test
  void aLuckyStartIsNoImprovementWhereStartsArePaired() {
    ConditionLearner learner = learner(Measure.PAIRED, 0.2, 0);
    learner.advance(restingAt(2, 2), improver);
    // from 0.5 m the accepted controller would have done better than the 77.5 of resting there
    improver.costOfTheLastFrom = position -> 100 * position;

    ConditionIteration second = learner.advance(restingAt(0.5, 0.5), improver);

    assertThat(second.update().orElseThrow().measuredImprovement())
        .isCloseTo(50 - 31 * 0.5 * 20 * 0.25, within(1e-9));
    assertThat(second.verdict()).isEqualTo(Verdict.ROLLED_BACK);
    assertThat(improver.compared).containsExactly(initial);
  }

  @Test
  void costsBeyondAllNumbersAreNoImprovement() {
    ConditionLearner learner = learner(-0.1, 2);
    learner.advance(restingAt(1e200), improver);

    ConditionIteration second = learner.advance(restingAt(1e200), improver);

    assertThat(second.cost().mean()).isNaN();
    assertThat(second.verdict()).isEqualTo(Verdict.ROLLED_BACK);
    assertThat(improver.bounds).containsExactly(30.0, 15.0);
  }

  @Test
  void whereNothingIsProposedTheAcceptedControllerIsTriedAgainWithASmallerStep() {
    improver.fails = true;
    ConditionLearner learner = learner(-0.1, 2);
    ConditionIteration first = learner.advance(restingAt(0.5), improver);
    assertThat(first.note()).isEqualTo("no luck");
    assertThat(learner.controller()).isSameAs(initial);

    improver.fails = false;
    ConditionIteration second = learner.advance(restingAt(0.6), improver);

    assertThat(second.verdict()).isEqualTo(Verdict.FIRST);
    assertThat(second.update()).isEmpty();
    assertThat(second.note()).isEmpty();
    assertThat(improver.bounds).containsExactly(30.0, 15.0);
    assertThat(learner.controller()).isNotSameAs(initial);
  }

  @Test
  void theStepIsHalvedWhereTheControllersPartedFartherThanThreeTimesTheBound() {
    improver.far = true;
    ConditionLearner learner = learner(-0.1, 2);
    learner.advance(restingAt(2, 2.1), improver);

    ConditionIteration second = learner.advance(restingAt(0.1, 0.2), improver);

    assertThat(second.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(second.update().orElseThrow().klRealised().mean()).isGreaterThan(90);
    assertThat(improver.bounds).containsExactly(30.0, 15.0);
  }
}
