package dev.trammel.calibration.benchmark;

import dev.trammel.controller.dynamics.DynamicsFitter;
import dev.trammel.controller.dynamics.DynamicsPrior;
import dev.trammel.controller.dynamics.FitSettings;
import dev.trammel.controller.dynamics.FitWorkspace;
import dev.trammel.controller.dynamics.FittedDynamics;
import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.dynamics.GaussianMixturePrior;
import dev.trammel.controller.dynamics.GlobalPrior;
import dev.trammel.controller.dynamics.MixtureFitter;
import dev.trammel.controller.dynamics.MixtureSettings;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import java.util.List;

/** Fits of all steps to five episodes, under priors from twice as many. */
final class FitWork {

  private static final int SAMPLES = 5;

  private final TrajectoryBatch batch;
  private final TransitionMemory memory;

  private FitWork(ProblemSize size) {
    RandomEpisodes episodes = new RandomEpisodes(size);
    TrajectoryBatch before = episodes.run(SAMPLES);
    batch = episodes.run(SAMPLES);
    memory = TransitionMemory.of(List.of(before, batch));
  }

  /** Under one prior, the same at every step; the workspace keeps the result. */
  static Work givenPrior(ProblemSize size, Kernels kernels) {
    FitWork fit = new FitWork(size);
    DynamicsPrior prior = new GlobalPrior(fit.memory, 1);
    FitWorkspace workspace = new FitWorkspace(kernels, FitSettings.defaults(), fit.batch);
    double[] weights = new double[SAMPLES];
    Arrays.fill(weights, 1);
    return () -> workspace.fit(fit.batch, weights, prior);
  }

  /** Under a mixture, whose moments are taken at each step; hands out a model. */
  static Work givenMixture(ProblemSize size, Kernels kernels) {
    FitWork fit = new FitWork(size);
    GaussianMixture mixture = new MixtureFitter(kernels, MixtureSettings.defaults(), 1)
        .fit(fit.memory.points())
        .mixture();
    DynamicsPrior prior = new GaussianMixturePrior(kernels, mixture, fit.memory, 1);
    DynamicsFitter fitter = new DynamicsFitter(kernels, FitSettings.defaults());
    FittedDynamics[] result = new FittedDynamics[1];
    return () -> result[0] = fitter.fit(fit.batch, prior);
  }
}
