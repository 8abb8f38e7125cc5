package dev.trammel.calibration.benchmark;

import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.dynamics.GaussianMixturePrior;
import dev.trammel.controller.dynamics.MixtureFitter;
import dev.trammel.controller.dynamics.MixtureSettings;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import java.util.function.Supplier;

/** Mixture priors from the last twenty episodes, from their transitions to the prior. */
final class MixtureWork implements Work {

  private static final int BATCHES = 4;
  private static final int BATCH = 5;

  private final Supplier<GaussianMixturePrior> make;

  /** The result of the last call. */
  private GaussianMixturePrior prior;

  private MixtureWork(Supplier<GaussianMixturePrior> make) {
    this.make = make;
    prior = make.get();
  }

  /** From nothing. */
  static MixtureWork cold(ProblemSize size, Kernels kernels) {
    MixtureFitter fitter = new MixtureFitter(kernels, MixtureSettings.defaults(), 1);
    List<TrajectoryBatch> memory = new RandomEpisodes(size).run(BATCHES, BATCH);
    return new MixtureWork(() -> {
      TransitionMemory transitions = TransitionMemory.of(memory);
      return prior(kernels, fitter.fit(transitions.points()).mixture(), transitions);
    });
  }

  /** After one iteration more: the oldest batch has gone, a new one has come. */
  static MixtureWork warm(ProblemSize size, Kernels kernels) {
    MixtureFitter fitter = new MixtureFitter(kernels, MixtureSettings.defaults(), 1);
    List<TrajectoryBatch> all = new RandomEpisodes(size).run(BATCHES + 1, BATCH);
    TransitionMemory before = TransitionMemory.of(all.subList(0, BATCHES));
    GaussianMixture last = fitter.fit(before.points()).mixture();
    List<TrajectoryBatch> memory = all.subList(1, BATCHES + 1);
    return new MixtureWork(() -> {
      TransitionMemory transitions = TransitionMemory.of(memory);
      return prior(kernels, fitter.fit(transitions.points(), last).mixture(), transitions);
    });
  }

  private static GaussianMixturePrior prior(
      Kernels kernels, GaussianMixture mixture, TransitionMemory memory) {
    return new GaussianMixturePrior(kernels, mixture, memory, 1);
  }

  @Override
  public void run() {
    prior = make.get();
  }

  /** Of the last call. */
  GaussianMixturePrior prior() {
    return prior;
  }
}
