package dev.trammel.calibration.benchmark;

import dev.trammel.controller.dynamics.DynamicsFitter;
import dev.trammel.controller.dynamics.FitSettings;
import dev.trammel.controller.dynamics.GaussianMixture;
import dev.trammel.controller.dynamics.GaussianMixturePrior;
import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.dynamics.MixtureFitter;
import dev.trammel.controller.dynamics.MixtureSettings;
import dev.trammel.controller.dynamics.TransitionMemory;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.DualSearchSettings;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.KlBound;
import dev.trammel.controller.lqr.KlConstrainedUpdate;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.lqr.UpdateOutcome.Accepted;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.task.Cost;
import dev.trammel.controller.task.QuadraticCost;
import dev.trammel.controller.task.QuadraticCosts;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;

/**
 * All that LQR-FLM computes between the last episode of one iteration and the first of the next:
 * the memory of twenty new episodes, the mixture continued from the last iteration's, the fit of all
 * steps, the cost's expansion, what the last controller is expected to cost, and the KL-bounded
 * update, with η from the last iteration's.
 */
final class IterationWork implements Work {

  private static final int SAMPLES = 20;

  private final MixtureFitter mixtures;
  private final DynamicsFitter fitter;
  private final Kernels kernels;
  private final Cost cost;
  private final InputLimits limits;
  private final TrajectoryBatch batch;
  private final GaussianMixture lastMixture;
  private final LinearGaussianController lastController;
  private final double lastEta;

  /** The result of the last call. */
  private Accepted accepted;

  private double expectedCost;

  IterationWork(ProblemSize size, Kernels kernels) {
    this.kernels = kernels;
    mixtures = new MixtureFitter(kernels, MixtureSettings.defaults(), 1);
    fitter = new DynamicsFitter(kernels, FitSettings.defaults());
    cost = new DeviationCost(size);
    limits = InputLimits.none(size.m());
    List<TrajectoryBatch> batches = new RandomEpisodes(size).run(2, SAMPLES);
    batch = batches.get(1);
    TransitionMemory memory = TransitionMemory.of(batches.subList(0, 1));
    lastMixture = mixtures.fit(memory.points()).mixture();
    Accepted first =
        improve(model(batches.get(0), lastMixture), RandomUpdate.usual(size).previous(), 1);
    lastController = first.controller();
    lastEta = first.eta();
    accepted = first;
  }

  @Override
  public void run() {
    accepted = improve(model(batch, lastMixture), lastController, lastEta);
  }

  private LinearGaussianDynamics model(TrajectoryBatch episodes, GaussianMixture previous) {
    TransitionMemory memory = TransitionMemory.of(List.of(episodes));
    GaussianMixture mixture = mixtures.fit(memory.points(), previous).mixture();
    return fitter
        .fit(episodes, new GaussianMixturePrior(kernels, mixture, memory, 1))
        .model();
  }

  private Accepted improve(
      LinearGaussianDynamics model, LinearGaussianController controller, double eta) {
    QuadraticCost expansion = QuadraticCosts.average(cost, batch).average();
    expectedCost = TrajectoryDistribution.of(kernels, model, controller).expectedCost(expansion);
    KlConstrainedUpdate update = new KlConstrainedUpdate(
        kernels,
        model.steps(),
        model.stateSize(),
        model.inputSize(),
        DualSearchSettings.defaults());
    return UpdateWork.accepted(
        update,
        new UpdateProblem(model, expansion, controller, limits),
        new KlBound.Total(model.steps()),
        eta);
  }

  /** By how much the model expects the new controller to be better. */
  double expectedImprovement() {
    return expectedCost - accepted.predictedCost();
  }
}
