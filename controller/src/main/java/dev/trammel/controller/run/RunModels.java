package dev.trammel.controller.run;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeSummary;
import dev.trammel.controller.learn.EvaluationPlan;
import dev.trammel.controller.learn.LearnedModels;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.learn.LivedRun;
import dev.trammel.controller.learn.LivedRun.Lived;
import dev.trammel.controller.learn.LocalModels;
import dev.trammel.controller.learn.Replanning;
import dev.trammel.controller.learn.ReplanningModel;
import dev.trammel.controller.learn.ReplanningTeacher;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a run had learned of its body, fitted again to its episodes, as it was made: up to those in
 * which its best controllers were tried; where plans made again were the best, before them.
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
   * @param task of the run; how it replans may have been changed
   * @throws UsageException if the run learned models along trajectories that its controllers were
   *     not alone in
   */
  public RunModels(RunFolder folder, Task task, Kernels kernels) throws IOException {
    this.folder = folder;
    this.task = task;
    this.kernels = kernels;
    settings = LearningSettingsReader.read(folder.task());
    if (isLocal() && settings.guided().isPresent()) {
      throw new UsageException("run " + folder.path() + " learned one policy with models along its"
          + " trajectories (model.type: local), which cannot be replanned on; allowed:"
          + " gaussian-process, or type lqr-flm");
    }
  }

  /**
   * Model predictive control on what was known of an iteration's trajectories.
   *
   * @param plans of the iteration, one per condition
   */
  public Replanning replanning(int iteration, List<LinearGaussianController> plans)
      throws IOException {
    return new Replanning(
        task, LearningSettingsReader.replanning(task), kernels, toPlanOn(iteration, plans), plans);
  }

  /**
   * What was known, to plan on along an iteration's trajectories.
   *
   * @param plans of the iteration, one per condition
   * @return one per condition
   */
  public List<ReplanningModel> toPlanOn(int iteration, List<LinearGaussianController> plans)
      throws IOException {
    return isLocal() ? local(iteration, plans) : learned(iteration, plans);
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

  /**
   * The same, to teach a policy.
   *
   * @param seed of the episodes that it teaches in
   */
  public ReplanningTeacher teacher(int iteration, List<LinearGaussianController> plans, long seed)
      throws IOException {
    return new ReplanningTeacher(
        replanning(iteration, plans),
        isLocal() ? Optional.empty() : Optional.of(everything(iteration)),
        seed);
  }

  private boolean isLocal() {
    return settings.model() instanceof ModelSettings.Local;
  }

  private List<ReplanningModel> local(int iteration, List<LinearGaussianController> tried)
      throws IOException {
    List<Lived> episodes = episodes(episode -> episode.id().iteration() <= iteration);
    LivedRun run = new LivedRun(task, settings, kernels, folder.info().seed(), episodes);
    return LocalModels.toPlanOn(run, iteration, tried);
  }

  private List<ReplanningModel> learned(int iteration, List<LinearGaussianController> plans)
      throws IOException {
    return everything(iteration).toPlanOn(plans);
  }

  private LearnedModels everything(int iteration) throws IOException {
    return LearnedModels.before(
        iteration,
        task,
        settings,
        kernels,
        episodes(episode -> isKnown(episode, iteration)).stream()
            .map(Lived::trajectory)
            .toList(),
        folder.info().seed());
  }

  private List<Lived> episodes(Predicate<EpisodeSummary> chosen) throws IOException {
    List<Lived> episodes = new ArrayList<>();
    try (EpisodeArchive archive = folder.archives().learning().orElseThrow(this::empty)) {
      List<EpisodeSummary> sorted =
          archive.episodes().stream().filter(chosen).sorted(ROUNDS).toList();
      for (EpisodeSummary episode : sorted) {
        episodes.add(new Lived(episode.id(), archive.read(episode)));
      }
    }
    if (episodes.isEmpty()) {
      throw empty();
    }
    return episodes;
  }

  /** Plans that are made anew are those of what was known before them. */
  private boolean isKnown(EpisodeSummary episode, int iteration) {
    if (settings.replanning().isEmpty()) {
      return episode.id().iteration() <= iteration;
    }
    return episode.id().iteration() < iteration || isExcitation(episode);
  }

  /** A run's excitation comes before its first iteration and is numbered with it. */
  private boolean isExcitation(EpisodeSummary episode) {
    int excitations = settings.replanning().orElseThrow().excitation();
    return episode.id().iteration() == 0 && episode.id().episode() < excitations;
  }

  private RunException empty() {
    return new RunException("run " + folder.path() + " has no episodes to learn from");
  }
}
