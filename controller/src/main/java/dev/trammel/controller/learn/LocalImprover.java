package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.DynamicsFitter;
import dev.trammel.controller.dynamics.DynamicsPrior;
import dev.trammel.controller.dynamics.FitSettings;
import dev.trammel.controller.dynamics.FittedDynamics;
import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.dynamics.GaussianMixturePrior;
import dev.trammel.controller.dynamics.GlobalPrior;
import dev.trammel.controller.dynamics.MixtureFitter;
import dev.trammel.controller.dynamics.MixtureSettings;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.task.QuadraticCosts;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The published algorithm: a linear-Gaussian model per step, fitted to the newest episodes under a
 * prior, and one KL-bounded update on it (Levine and Abbeel, "Learning neural network policies
 * with guided policy search under unknown dynamics", 2014).
 */
final class LocalImprover implements Improver {

  private final ModelSettings.Local settings;
  private final UpdateMeans means;
  private final DynamicsFitter fitter;
  private @Nullable DynamicsPrior prior;
  private @Nullable GaussianMixture mixture;

  LocalImprover(ModelSettings.Local settings, UpdateMeans means) {
    this.settings = settings;
    this.means = means;
    fitter = new DynamicsFitter(means.kernels(), FitSettings.defaults());
  }

  @Override
  public void learn(List<TrajectoryBatch> memory, long seed) {
    TransitionMemory transitions = TransitionMemory.of(memory);
    prior = switch (settings.prior()) {
      case NONE -> DynamicsPrior.none(transitions.stateSize(), transitions.inputSize());
      case GLOBAL -> new GlobalPrior(transitions, settings.strength());
      case MIXTURE -> mixturePrior(transitions, seed);
    };
  }

  @Override
  public Fit fit(Experience experience) {
    if (prior == null) {
      throw new IllegalStateException("learn must come before fit");
    }
    List<Trajectory> episodes = new ArrayList<>(experience.batch().trajectories());
    episodes.addAll(experience.rejected());
    try {
      return fit(experience, fitter.fit(new TrajectoryBatch(episodes), prior));
    } catch (IllegalArgumentException undetermined) {
      return new NoFit(String.valueOf(undetermined.getMessage()));
    }
  }

  private Fit fit(Experience experience, FittedDynamics fitted) {
    return new LinearFit(
        fitted.model(),
        QuadraticCosts.average(experience.condition().cost(), experience.batch())
            .average(),
        experience.controller(),
        means,
        Optional.of(fitted.diagnostics()));
  }

  private DynamicsPrior mixturePrior(TransitionMemory transitions, long seed) {
    MixtureFitter em = new MixtureFitter(means.kernels(), MixtureSettings.defaults(), seed);
    mixture = mixture == null
        ? em.fit(transitions.points()).mixture()
        : em.fit(transitions.points(), mixture).mixture();
    return new GaussianMixturePrior(means.kernels(), mixture, transitions, settings.strength());
  }
}
