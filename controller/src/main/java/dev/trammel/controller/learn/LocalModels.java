package dev.trammel.controller.learn;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run fitted along its trajectories, fitted again: the prior to all that it remembered, as
 * one iteration's grew from the last one's, and the models to the episodes in which an iteration's
 * controllers were tried.
 */
public final class LocalModels {

  private final LivedRun run;
  private final LocalImprover improver;
  private final EpisodeMemory memory;

  private LocalModels(LivedRun run) {
    this.run = run;
    LearningSettings settings = run.settings();
    UpdateMeans means = new UpdateMeans(
        run.kernels(),
        InputLimits.of(run.task().plant()),
        settings.exploration().least(run.task().plant()),
        settings.step().ball());
    improver = new LocalImprover((ModelSettings.Local) settings.model(), means);
    memory = LearnedModels.memory(run.task(), settings);
  }

  /**
   * The models of one iteration, to the bits of the run.
   *
   * @param run with the episodes of all iterations up to that one
   * @param tried in the iteration, one per condition
   * @return one per condition
   */
  public static List<LinearGaussianDynamics> of(
      LivedRun run, int iteration, List<LinearGaussianController> tried) {
    LocalModels models = new LocalModels(run);
    run.excitation().forEach(models.memory::add);
    for (int i = 0; i <= iteration; i++) {
      models.learn(i);
    }
    return models.fit(iteration, tried);
  }

  /** The same, to plan on. */
  public static List<ReplanningModel> toPlanOn(
      LivedRun run, int iteration, List<LinearGaussianController> tried) {
    List<LinearGaussianDynamics> models = of(run, iteration, tried);
    List<TrajectoryBatch> batches = run.samples(iteration);
    List<ReplanningModel> toPlanOn = new ArrayList<>();
    for (int c = 0; c < models.size(); c++) {
      toPlanOn.add(new FittedReplanning(models.get(c), batches.get(c)));
    }
    return toPlanOn;
  }

  private void learn(int iteration) {
    run.samples(iteration).forEach(memory::add);
    run.confirmations(iteration).forEach(memory::add);
    improver.learn(memory.batches(), Seeds.ofLearning(run.seed()).computation(iteration));
  }

  private List<LinearGaussianDynamics> fit(int iteration, List<LinearGaussianController> tried) {
    List<TrajectoryBatch> batches = run.samples(iteration);
    if (batches.size() != tried.size()) {
      throw new UsageException("models are fitted to episodes of every condition, iteration "
          + iteration + " has those of " + batches.size() + " of " + tried.size());
    }
    List<LinearGaussianDynamics> models = new ArrayList<>();
    for (int c = 0; c < tried.size(); c++) {
      Improver.Fit fit = improver.fit(new Improver.Experience(
          run.task().conditions().get(c), tried.get(c), batches.get(c), List.of()));
      models.add(model(fit));
    }
    return models;
  }

  private static LinearGaussianDynamics model(Improver.Fit fit) {
    if (fit instanceof LinearFit linear) {
      return linear.model();
    }
    throw new UsageException("there is no model to plan on: " + ((Improver.NoFit) fit).reason());
  }
}
