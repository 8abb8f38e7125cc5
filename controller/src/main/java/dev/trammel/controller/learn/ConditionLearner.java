package dev.trammel.controller.learn;

import dev.trammel.controller.learn.LearningSettings.Measure;
import dev.trammel.controller.learn.LearningSettings.StepSettings;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.QuadraticCosts;
import dev.trammel.controller.task.SampledCosts;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * One condition's way through learning: the accepted controller and its episodes, the controller
 * on trial, and the step that it came by.
 */
final class ConditionLearner {

  /** Where the realised divergence is this many times its bound, the model misled the update. */
  private static final double OVERSHOOT = 3;

  private final Condition condition;
  private final StepSettings step;
  private final List<Trajectory> rejected = new ArrayList<>();
  private LinearGaussianController accepted;
  private @Nullable TrajectoryBatch batch;
  private Estimate acceptedCost = new Estimate(Double.NaN, Double.NaN);
  private double acceptedExpectation = Double.NaN;
  private @Nullable Proposal trial;
  private double trialBound;
  private double multiplier = 1;
  private double eta = 1;

  /** Begins with a controller that was not tried yet. */
  ConditionLearner(Condition condition, StepSettings step, LinearGaussianController initial) {
    this.condition = condition;
    this.step = step;
    accepted = initial;
  }

  Condition condition() {
    return condition;
  }

  /** The controller to try next. */
  LinearGaussianController controller() {
    return trial == null ? accepted : trial.controller();
  }

  /** Takes the episodes of the controller on trial in, judges it, and proposes the next one. */
  ConditionIteration advance(TrajectoryBatch episodes, Improver improver) {
    SampledCosts sampled = QuadraticCosts.average(condition.cost(), episodes);
    Estimate cost = Estimate.of(
        IntStream.range(0, episodes.size()).mapToDouble(sampled::total).toArray());
    LinearGaussianController tried = controller();
    Improver.Fit fit = improver.fit(experience(tried, episodes, List.of()));
    double expectation = fit.expectedCost();
    Optional<TrajectoryDistribution> expected = fit.expectedPath();
    Verdict verdict = Verdict.FIRST;
    Optional<ConditionIteration.Update> update = Optional.empty();
    if (trial != null) {
      double measured = measure(fit, episodes, sampled, cost);
      verdict = judge(trial, measured, cost);
      update = Optional.of(update(trial, episodes, measured));
      adjustStep(update.get(), verdict);
    }
    if (verdict == Verdict.ROLLED_BACK) {
      rejected.addAll(episodes.trajectories());
      fit = improver.fit(experience(accepted, batch(), rejected));
    } else {
      accepted = tried;
      batch = episodes;
      acceptedCost = cost;
      acceptedExpectation = expectation;
      rejected.clear();
    }
    Improver.Result result = propose(fit);
    return new ConditionIteration(
        condition.name(),
        Optional.of(tried),
        episodes,
        cost,
        successes(episodes.trajectories()),
        verdict,
        update,
        expected,
        fit instanceof LinearFit linear ? linear.diagnostics() : Optional.empty(),
        result instanceof Improver.Result.Failed failed ? failed.reason() : "");
  }

  int successes(List<Trajectory> episodes) {
    return (int) episodes.stream().filter(condition.success()::isMet).count();
  }

  /** The accepted controller. */
  LinearGaussianController accepted() {
    return accepted;
  }

  /** Where a model expects nothing finite, the episodes themselves are the measure. */
  private double measure(
      Improver.Fit fit, TrajectoryBatch episodes, SampledCosts sampled, Estimate cost) {
    double improvement = switch (step.measure()) {
      case LAPLACE -> acceptedExpectation - fit.expectedCost();
      case PAIRED -> fit.expectedCost(accepted, firstState(episodes.get(0))) - sampled.total(0);
      case MONTE_CARLO -> Double.NaN;
    };
    return Double.isFinite(improvement) ? improvement : acceptedCost.mean() - cost.mean();
  }

  private static DMatrixRMaj firstState(Trajectory episode) {
    DMatrixRMaj state = new DMatrixRMaj(episode.stateSize(), 1);
    for (int i = 0; i < state.numRows; i++) {
      state.data[i] = episode.state(0, i);
    }
    return state;
  }

  private Verdict judge(Proposal proposal, double measured, Estimate cost) {
    double error = step.measure() == Measure.MONTE_CARLO ? errorOfDifference(cost) : 0;
    double least = step.leastGain() * Math.abs(proposal.predictedImprovement())
        - step.standardErrors() * error;
    // a difference of two infinite costs is not a number, and no improvement
    return measured >= least ? Verdict.ACCEPTED : Verdict.ROLLED_BACK;
  }

  private double errorOfDifference(Estimate cost) {
    double error = Math.hypot(acceptedCost.standardError(), cost.standardError());
    return Double.isNaN(error) ? 0 : error;
  }

  private void adjustStep(ConditionIteration.Update update, Verdict verdict) {
    boolean tooFar = update.klRealised().mean() > OVERSHOOT * update.klBound();
    double factor = StepRule.factor(update.predictedImprovement(), update.measuredImprovement());
    double judged = verdict == Verdict.ROLLED_BACK ? 0.5 : tooFar ? Math.min(0.5, factor) : factor;
    double bounded = Math.min(step.growth(), judged);
    multiplier =
        Math.max(step.leastMultiplier(), Math.min(step.mostMultiplier(), multiplier * bounded));
  }

  private ConditionIteration.Update update(
      Proposal proposal, TrajectoryBatch episodes, double measured) {
    return new ConditionIteration.Update(
        proposal.expected(),
        proposal.kl(),
        trialBound,
        RealisedDivergence.of(episodes.trajectories(), proposal.controller(), accepted),
        proposal.eta(),
        multiplier,
        proposal.predictedImprovement(),
        measured);
  }

  private Improver.Result propose(Improver.Fit fit) {
    trialBound = step.ball().kl() * multiplier * accepted.steps();
    Improver.Result result = fit.improve(trialBound, eta);
    if (result instanceof Improver.Result.Proposed proposed) {
      trial = proposed.proposal();
      eta = trial.eta();
    } else {
      trial = null;
      multiplier = Math.max(step.leastMultiplier(), multiplier / 2);
    }
    return result;
  }

  private Improver.Experience experience(
      LinearGaussianController controller, TrajectoryBatch episodes, List<Trajectory> others) {
    return new Improver.Experience(condition, controller, episodes, others);
  }

  private TrajectoryBatch batch() {
    if (batch == null) {
      throw new IllegalStateException("no controller of " + condition.name() + " was accepted");
    }
    return batch;
  }
}
