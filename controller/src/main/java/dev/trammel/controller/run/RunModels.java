package dev.trammel.controller.run;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.learn.EvaluationPlan;
import dev.trammel.controller.learn.LearnedModels;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.learn.Replanning;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a run had learned of its body, fitted again to its episodes: those before the iteration whose
 * controllers were the best, as they were made.
 */
public final class RunModels {

  private static final Comparator<EpisodeSummary> ROUNDS = Comparator.comparingInt(
          (EpisodeSummary episode) -> episode.id().iteration())
      .thenComparingInt(episode -> episode.id().episode())
      .thenComparingInt(episode -> episode.id().condition());

  private final RunFolder folder;
  private final Task task;
  private final LearningSettings settings;
  private final Kernels kernels;

  /**
   * @param task of the run
   * @throws UsageException if the run's models have no answer beside their trajectories
   */
  public RunModels(RunFolder folder, Task task, Kernels kernels) {
    this.folder = folder;
    this.task = task;
    this.kernels = kernels;
    settings = LearningSettingsReader.read(task);
    if (!(settings.model() instanceof ModelSettings.GaussianProcess)) {
      throw new UsageException("run " + folder.path() + " learned models along its trajectories"
          + " (model.type: local), which cannot be replanned on; allowed: gaussian-process");
    }
  }

  /**
   * Model predictive control as it stood before an iteration.
   *
   * @param plans of the iteration, one per condition
   */
  private Replanning replanning(int iteration, List<LinearGaussianController> plans)
      throws IOException {
    LearnedModels models = LearnedModels.before(
        iteration, task, settings, kernels, episodes(iteration), folder.info().seed());
    return new Replanning(task, LearningSettingsReader.replanning(task), kernels, models, plans);
  }

  /**
   * The same, to be tried.
   *
   * @param episodes in each condition
   */
  public EvaluationPlan evaluation(
      int iteration, List<LinearGaussianController> plans, int episodes) throws IOException {
    return EvaluationPlan.of(task, replanning(iteration, plans), episodes);
  }

  private List<Trajectory> episodes(int iteration) throws IOException {
    List<Trajectory> episodes = new ArrayList<>();
    try (EpisodeArchive archive = folder.archives().learning().orElseThrow(this::empty)) {
      List<EpisodeSummary> before = archive.episodes().stream()
          .filter(episode -> isBefore(episode, iteration))
          .sorted(ROUNDS)
          .toList();
      for (EpisodeSummary episode : before) {
        episodes.add(archive.read(episode));
      }
    }
    if (episodes.isEmpty()) {
      throw empty();
    }
    return episodes;
  }

  /** A run's excitation comes before its first iteration and is numbered with it. */
  private boolean isBefore(EpisodeSummary episode, int iteration) {
    return episode.id().iteration() < iteration
        || iteration == 0 && episode.id().episode() < excitations();
  }

  private int excitations() {
    return settings
        .replanning()
        .map(replanning -> replanning.excitation())
        .orElse(settings.excitation().episodes());
  }

  private RunException empty() {
    return new RunException("run " + folder.path() + " has no episodes to learn from");
  }
}
