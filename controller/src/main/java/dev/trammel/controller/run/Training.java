package dev.trammel.controller.run;

import dev.trammel.controller.archive.ArchiveWriter;
import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.control.WarmUp;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.EvaluationPlan;
import dev.trammel.controller.learn.GuidedPolicySearch;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.learn.InitialControllers;
import dev.trammel.controller.learn.Iteration;
import dev.trammel.controller.learn.LearningListener;
import dev.trammel.controller.learn.LearningResult;
import dev.trammel.controller.learn.LearningResult.Ending;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.learn.LqrFlm;
import dev.trammel.controller.learn.ReplanningSearch;
import dev.trammel.controller.learn.RolloutPool;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.UpdateRehearsal;
import dev.trammel.controller.plant.Bodies;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Learns a run's task and keeps everything in its folder. A run that was interrupted is learned
 * again from its first iteration, with the episodes that are there: cheap, and the same to the bit.
 */
public final class Training {

  /** Name of the controllers that a run saves in the end. */
  public static final String BEST = "best";

  private static final int EVALUATION_EPISODES = 20;
  private static final int HELD_OUT_EPISODES = 100;

  private static final double NANOS = 1e9;

  /** Most seconds for compiling what an update computes with. */
  private static final double WARM_UP_SECONDS = 10;

  /**
   * What a run is carried out with.
   *
   * @param plants builds a body; called on several threads
   * @param threads that conditions are computed on, and episodes where there are as many bodies
   * @param stop when true, no further episode begins
   */
  public record Means(Bodies plants, int threads, BooleanSupplier stop) {}

  /**
   * Which episodes controllers are tried in.
   *
   * @param seed of starts and of noise
   * @param store that keeps them
   */
  public record Trial(long seed, EpisodeStore store) {}

  private final RunFolder folder;
  private final Task task;
  private final LearningSettings settings;
  private final Means means;
  private final Kernels kernels;
  private final RunHistory history = new RunHistory();
  private final List<WarmUpReport> warmUps = new ArrayList<>();

  /**
   * Reads the run's settings. Kernels are those it began with, or the best of this JVM where those
   * do not work.
   */
  public Training(RunFolder folder, Means means) throws IOException {
    this.folder = folder;
    this.means = means;
    kernels = Kernels.find(folder.info().kernels()).orElseGet(Kernels::best);
    task = folder.task();
    settings = LearningSettingsReader.read(task);
  }

  /** To look at a run; no body is built. */
  public static Training of(RunFolder folder) throws IOException {
    Bodies none = () -> {
      throw new IllegalStateException("looking at a run needs no body");
    };
    int threads = Runtime.getRuntime().availableProcessors();
    return new Training(folder, new Means(none, threads, () -> false));
  }

  /** What the arithmetic is carried out with. */
  public Kernels kernels() {
    return kernels;
  }

  public LearningSettings settings() {
    return settings;
  }

  /**
   * Compiles what an update computes with, learns, evaluates, and writes result and report; an
   * interrupted run has no result.
   *
   * @param progress told of every iteration
   */
  public TrainingOutcome run(Consumer<IterationRecord> progress) throws IOException {
    long begin = System.nanoTime();
    folder.clearIterations();
    warmUps.add(UpdateRehearsal.run(
        kernels, task.steps(), task.stateSize(), task.inputSize(), new WarmUp(WARM_UP_SECONDS)));
    LearningResult result = learn(folder.episodes(folder.task()), iteration -> {
      progress.accept(keep(iteration));
    });
    Optional<Evaluation> evaluation = Optional.empty();
    if (result.ending() != Ending.INTERRUPTED) {
      saveControllers(BEST, result.controllers());
      if (result.policy().isPresent()) {
        folder.controllers().save(BEST, result.policy().get());
      }
      evaluation = evaluate(plan(result));
    }
    TrainingOutcome outcome =
        new TrainingOutcome(result, evaluation, warmUps, (System.nanoTime() - begin) / NANOS);
    if (!outcome.interrupted()) {
      folder.saveResult(outcome.toJson(folder.info()));
    }
    writeReport(outcome.toJson(folder.info()), kernels.name());
    return outcome;
  }

  /**
   * Writes the report anew from the episodes that are there; runs none. Where the run's records
   * tell all, nothing is learned again either.
   *
   * @param progress told of every iteration
   */
  public Path report(Consumer<IterationRecord> progress) throws IOException {
    try (EpisodeArchive episodes = folder.archives().learning().orElse(null)) {
      Optional<List<Iteration>> recorded = episodes == null
          ? Optional.empty()
          : RecordedIterations.of(folder, task, settings, episodes);
      if (recorded.isEmpty()) {
        return writeReport(json(relearn(EndOfEpisodes.of(episodes), progress)), kernels.name());
      }
      recorded.get().forEach(iteration -> progress.accept(history.add(iteration)));
      return writeReport(json(Optional.empty()), folder.info().kernels());
    }
  }

  private Optional<LearningResult> relearn(
      EpisodeStore episodes, Consumer<IterationRecord> progress) throws IOException {
    try {
      return Optional.of(learn(episodes, iteration -> progress.accept(history.add(iteration))));
    } catch (EndOfEpisodes e) {
      // the run has not ended yet: the report shows what there is
      return Optional.empty();
    }
  }

  private Map<String, ?> json(Optional<LearningResult> result) throws IOException {
    Optional<? extends Map<String, ?>> saved = folder.result();
    if (saved.isPresent()) {
      return saved.get();
    }
    return result
        .map(r ->
            new TrainingOutcome(r, Optional.empty(), warmUps, Double.NaN).toJson(folder.info()))
        .orElse(Map.of());
  }

  private LearningResult learn(EpisodeStore store, LearningListener listener) throws IOException {
    try (RolloutPool pool =
        new RolloutPool(task, means.plants(), means.threads(), store, means.stop())) {
      LqrFlm.Means with = new LqrFlm.Means(kernels, pool);
      LearningResult result = learn(with, listener);
      pool.warmUp().ifPresent(warmUps::add);
      return result;
    }
  }

  private LearningResult learn(LqrFlm.Means with, LearningListener listener) throws IOException {
    long seed = folder.info().seed();
    if (settings.guided().isPresent()) {
      return new GuidedPolicySearch(task, settings, with, seed, listener).run();
    }
    return settings.replanning().isPresent()
        ? new ReplanningSearch(task, settings, with, seed, listener).run()
        : new LqrFlm(task, settings, initialControllers(), with, seed, listener).run();
  }

  private List<LinearGaussianController> initialControllers() throws IOException {
    if (settings.initial() instanceof InitialSettings.FromRun from) {
      return InitialRun.of(task, from).controllers();
    }
    return new InitialControllers(task, settings.exploration().initial())
        .create(settings.initial(), kernels);
  }

  private IterationRecord keep(Iteration iteration) {
    IterationRecord record = history.add(iteration);
    try {
      folder.addIteration(record.toJson());
      save(String.format(Locale.ROOT, "i%04d", iteration.number()), iteration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return record;
  }

  private void save(String name, Iteration iteration) throws IOException {
    saveControllers(
        name,
        iteration.conditions().stream()
            .flatMap(condition -> condition.controller().stream())
            .toList());
    if (iteration.policy().isPresent()) {
      folder.controllers().save(name, iteration.policy().get());
    }
  }

  private void saveControllers(String name, List<LinearGaussianController> controllers)
      throws IOException {
    for (int c = 0; c < controllers.size(); c++) {
      folder.controllers().save(name, c, controllers.get(c));
    }
  }

  private EvaluationPlan plan(LearningResult result) throws IOException {
    if (settings.replanning().isPresent()) {
      return new RunModels(folder, task, kernels)
          .evaluation(result.iteration(), result.controllers(), EVALUATION_EPISODES);
    }
    if (result.policy().isEmpty()) {
      return EvaluationPlan.of(task, result.controllers(), EVALUATION_EPISODES);
    }
    return plan(result.policy().get());
  }

  private EvaluationPlan plan(MlpPolicy policy) {
    Starts starts = settings.guided().orElseThrow().starts();
    EvaluationPlan plan = EvaluationPlan.of(task, policy, kernels, starts, EVALUATION_EPISODES);
    return task.region().isPresent()
        ? plan.and(EvaluationPlan.heldOut(task, policy, kernels, starts, HELD_OUT_EPISODES))
        : plan;
  }

  private Optional<Evaluation> evaluate(EvaluationPlan plan) throws IOException {
    long seed = folder.info().seed();
    try (ArchiveWriter kept = folder.archives().recordEvaluation(0, folder.task(), BEST, seed)) {
      return evaluate(task, plan, new Trial(seed, kept), means);
    }
  }

  /** Runs episodes without noise and counts successes; nothing if it was told to stop. */
  public static Optional<Evaluation> evaluate(
      Task task, EvaluationPlan plan, Trial trial, Means means) {
    int threads = plan.threads(means.threads());
    try (RolloutPool pool =
        new RolloutPool(task, means.plants(), threads, trial.store(), means.stop())) {
      return Evaluation.run(plan, trial.seed(), pool);
    }
  }

  /**
   * @param computedWith kernels of the figures
   */
  private Path writeReport(Map<String, ?> result, String computedWith) throws IOException {
    history.tried(trials());
    return folder.saveReport(
        new RunReport(folder.info(), computedWith, task, history, result).html());
  }

  /** What the episodes at the end of training came to. */
  private TrialOutcomes trials() throws IOException {
    TrialOutcomes trials = new TrialOutcomes(task);
    try (EpisodeArchive archive = folder.archives().evaluation(0).orElse(null)) {
      if (archive != null) {
        trials.add(archive);
      }
    }
    return trials;
  }
}
