package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.dynamics.MixtureFitter;
import dev.trammel.controller.dynamics.MixtureSettings;
import dev.trammel.controller.learn.GuidedSettings.PriorOfPolicy;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.PolicyLinearisation;
import dev.trammel.controller.policy.PolicyPrior;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The published route: in each condition a linear-Gaussian model per step, fitted to its episodes,
 * and the policy linearised by regression at their states (Montgomery and Levine, 2016, section 4).
 */
final class FittedTeaching implements Teaching {

  private final LocalImprover improver;
  private final UpdateMeans means;
  private final PriorOfPolicy prior;
  private long seed;

  FittedTeaching(ModelSettings.Local model, UpdateMeans means, PriorOfPolicy prior) {
    improver = new LocalImprover(model, means);
    this.means = means;
    this.prior = prior;
  }

  @Override
  public void learn(List<TrajectoryBatch> memory, long seed) {
    this.seed = seed;
    improver.learn(memory, seed);
  }

  @Override
  public Reflection reflect(Situation situation, Actor now, Optional<Actor> before) {
    LinearGaussianController reference = linearise(situation, now);
    Improver.Fit fit = improver.fit(new Improver.Experience(
        situation.condition(), reference, new TrajectoryBatch(situation.episodes()), List.of()));
    double previous = before
        .map(actor -> fit.expectedCost(linearise(situation, actor), situation.start()))
        .orElse(Double.NaN);
    return new Reflection(situation, Optional.of(reference), fit, previous);
  }

  @Override
  public LinearGaussianController linearise(
      Situation situation, Actor actor, LinearGaussianController near) {
    return linearise(situation, actor);
  }

  @Override
  public Optional<LearnedModel> toPlanOn(LinearGaussianController near) {
    return Optional.empty();
  }

  /** What acts, as the local controller that it is at the states of the episodes. */
  private LinearGaussianController linearise(Situation situation, Actor actor) {
    return actor instanceof PolicyActor policy
        ? regress(situation, policy)
        : actor.linear(situation.condition()).orElseThrow();
  }

  private LinearGaussianController regress(Situation situation, PolicyActor actor) {
    int steps = situation.episodes().get(0).steps();
    DMatrixRMaj[] states = new DMatrixRMaj[steps];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    for (int t = 0; t < steps; t++) {
      states[t] = states(situation.episodes(), t);
      inputs[t] = actor.inputs(situation.condition(), t, states[t]);
    }
    return new PolicyLinearisation(prior(states, inputs))
        .of(states, inputs, actor.covariance(situation.condition(), 0));
  }

  private PolicyPrior prior(DMatrixRMaj[] states, DMatrixRMaj[] inputs) {
    if (prior == PriorOfPolicy.CONSTANT) {
      return PolicyPrior.constant(states[0].numCols, inputs[0].numCols, 1);
    }
    MixtureFitter em = new MixtureFitter(means.kernels(), MixtureSettings.defaults(), seed);
    GaussianMixture mixture = em.fit(PolicyLinearisation.points(states, inputs)).mixture();
    return PolicyPrior.mixture(means.kernels(), mixture, 1, 1);
  }

  /** N×n. */
  private static DMatrixRMaj states(List<Trajectory> episodes, int t) {
    int n = episodes.get(0).stateSize();
    DMatrixRMaj states = new DMatrixRMaj(episodes.size(), n);
    for (int i = 0; i < episodes.size(); i++) {
      episodes.get(i).copyState(t, states.data, i * n);
    }
    return states;
  }
}
