package dev.trammel.calibration.benchmark;

import dev.trammel.controller.dynamics.DynamicsFitter;
import dev.trammel.controller.dynamics.DynamicsPrior;
import dev.trammel.controller.dynamics.FitSettings;
import dev.trammel.controller.dynamics.FittedDynamics;
import dev.trammel.controller.dynamics.GaussianMixturePrior;
import dev.trammel.controller.dynamics.GlobalPrior;
import dev.trammel.controller.dynamics.MixtureFitter;
import dev.trammel.controller.dynamics.MixtureSettings;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import java.util.function.Function;

/** Fits of all steps to five episodes, under priors from twice as many. */
final class FitWork implements Work {

  private static final int SAMPLES = 5;

  private final DynamicsFitter fitter;
  private final TrajectoryBatch batch;
  private final DynamicsPrior prior;

  /** The result of the last call. */
  private FittedDynamics fitted;

  private FitWork(
      ProblemSize size, Kernels kernels, Function<TransitionMemory, DynamicsPrior> makePrior) {
    fitter = new DynamicsFitter(kernels, FitSettings.defaults());
    RandomEpisodes episodes = new RandomEpisodes(size);
    TrajectoryBatch before = episodes.run(SAMPLES);
    batch = episodes.run(SAMPLES);
    prior = makePrior.apply(TransitionMemory.of(List.of(before, batch)));
    fitted = fitter.fit(batch, prior);
  }

  /** Under one normal-inverse-Wishart prior, the same at every step. */
  static FitWork givenPrior(ProblemSize size, Kernels kernels) {
    return new FitWork(size, kernels, memory -> new GlobalPrior(memory, 1));
  }

  /** Under a mixture, whose moments are taken at each step. */
  static FitWork givenMixture(ProblemSize size, Kernels kernels) {
    MixtureFitter mixtures = new MixtureFitter(kernels, MixtureSettings.defaults(), 1);
    return new FitWork(
        size,
        kernels,
        memory ->
            new GaussianMixturePrior(kernels, mixtures.fit(memory.points()).mixture(), memory, 1));
  }

  @Override
  public void run() {
    fitted = fitter.fit(batch, prior);
  }

  /** Of the last call. */
  FittedDynamics fitted() {
    return fitted;
  }
}
