package dev.trammel.controller.learn;

import dev.trammel.controller.learn.ConditionEpisodes.Confirmation;
import dev.trammel.controller.learn.LearningResult.Ending;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * LQR with fitted local models: rolls controllers out, fits models to what happened, and improves
 * each condition's controller inside a KL ball about the last one (Levine and Abbeel, 2014), until
 * the controllers are confirmed or the budget is spent.
 *
 * <p>All randomness comes from the seed, and none from the number of threads.
 */
public final class LqrFlm {

  private final Task task;
  private final LearningSettings settings;
  private final Means means;
  private final Seeds seeds;
  private final LearningListener listener;
  private final Exploration exploration;
  private final Improver improver;
  private final List<ConditionLearner> learners = new ArrayList<>();
  private final LearnedTubes tubes;
  private final EpisodeMemory memory;
  private final ConditionEpisodes episodes;
  private final BestControllers best = new BestControllers();

  /**
   * What learning is carried out with.
   *
   * @param kernels of all arithmetic below the episodes
   * @param pool runs the episodes; conditions are computed on as many threads
   */
  public record Means(Kernels kernels, RolloutPool pool) {}

  /**
   * Prepares a run.
   *
   * @param initial one controller per condition
   * @param seed of everything random
   * @param listener told of every iteration
   */
  public LqrFlm(
      Task task,
      LearningSettings settings,
      List<LinearGaussianController> initial,
      Means means,
      long seed,
      LearningListener listener) {
    this.task = task;
    this.settings = settings;
    this.means = means;
    this.listener = listener;
    seeds = Seeds.ofLearning(seed);
    episodes = new ConditionEpisodes(task, means.pool(), seeds);
    exploration = new Exploration(settings.exploration().smoothing());
    improver = improver();
    tubes = new LearnedTubes(task, settings.tube());
    memory = new EpisodeMemory(settings.model().memory() * task.conditions().size());
    for (int c = 0; c < task.conditions().size(); c++) {
      learners.add(new ConditionLearner(task.conditions().get(c), settings.step(), initial.get(c)));
    }
  }

  /** Learns. */
  public LearningResult run() {
    Optional<List<TrajectoryBatch>> excited =
        episodes.excite(settings.excitation(), settings.excitation().episodes());
    if (excited.isEmpty()) {
      return result(Ending.INTERRUPTED);
    }
    excited.get().forEach(memory::add);
    for (int i = 0; i < settings.budget().iterations(); i++) {
      Optional<Boolean> solved = iterate(i);
      if (solved.isEmpty()) {
        return result(Ending.INTERRUPTED);
      }
      if (solved.get()) {
        return result(Ending.CONVERGED);
      }
      if (secondsPerCondition() >= settings.budget().seconds()) {
        break;
      }
    }
    return result(Ending.BUDGET_SPENT);
  }

  /** One iteration; whether its controllers are taken, or nothing if it was interrupted. */
  private Optional<Boolean> iterate(int number) {
    Optional<List<TrajectoryBatch>> batches = rollOut(number);
    if (batches.isEmpty()) {
      return Optional.empty();
    }
    batches.get().forEach(memory::add);
    Optional<Confirmation> confirmation = confirm(number, batches.get());
    if (confirmation.isEmpty()) {
      return Optional.empty();
    }
    confirmation.get().batches().forEach(memory::add);
    improver.learn(memory.batches(), seeds.computation(number));
    Confirmation confirmed = confirmation.get();
    List<ConditionIteration> conditions = tubed(advance(batches.get()), confirmed);
    best.offer(
        number,
        conditions.stream()
            .map(condition -> condition.controller().orElseThrow())
            .toList(),
        episodes.count(),
        episodes.score(batches.get(), confirmed));
    listener.iteration(new Iteration(
        number,
        conditions,
        episodes.count(),
        episodes.seconds(),
        confirmed.episodes(),
        confirmed.successes(),
        confirmed.passed(),
        Optional.empty(),
        Optional.empty()));
    return Optional.of(confirmed.passed());
  }

  /** Every condition at once: they share what was learned of the body, and nothing else. */
  private List<ConditionIteration> advance(List<TrajectoryBatch> batches) {
    List<Callable<ConditionIteration>> work = new ArrayList<>();
    for (int c = 0; c < learners.size(); c++) {
      ConditionLearner learner = learners.get(c);
      TrajectoryBatch batch = batches.get(c);
      work.add(() -> learner.advance(batch, improver));
    }
    return Parallel.compute(work, means.pool().threads());
  }

  /** What was tried, knowing where it is valid. */
  private List<ConditionIteration> tubed(
      List<ConditionIteration> tried, Confirmation confirmation) {
    List<ConditionIteration> knowing = new ArrayList<>();
    for (int c = 0; c < tried.size(); c++) {
      knowing.add(tubes.tell(tried.get(c), confirmation.of(c, tried.size())));
    }
    return knowing;
  }

  private Optional<List<TrajectoryBatch>> rollOut(int iteration) {
    int first = firstSample(iteration);
    return episodes.run(settings.samples(), (c, e) -> {
      LinearGaussianController controller = learners.get(c).controller();
      EpisodeDraw draw = episodes.draw(iteration, c);
      return e == 0
          ? draw.quiet(first, controller)
          : draw.noisy(first + e, controller, exploration);
    });
  }

  /** Number of an iteration's first sample: the first iteration begins with the excitation. */
  private int firstSample(int iteration) {
    return iteration == 0 ? settings.excitation().episodes() : 0;
  }

  /** Begun where the iteration's own first episode succeeded in every condition. */
  private Optional<Confirmation> confirm(int iteration, List<TrajectoryBatch> firsts) {
    for (int c = 0; c < learners.size(); c++) {
      if (episodes.successes(c, firsts.get(c).trajectories().subList(0, 1)) == 0) {
        return Optional.of(Confirmation.NONE);
      }
    }
    return episodes.confirm(
        iteration,
        firstSample(iteration) + settings.samples(),
        settings.budget().confirmations(),
        c -> learners.get(c).controller());
  }

  private double secondsPerCondition() {
    return episodes.seconds() / learners.size();
  }

  private LearningResult result(Ending ending) {
    return new LearningResult(
        best.controllers(learners),
        Optional.empty(),
        best.iteration(),
        episodes.count(),
        best.episodes(),
        best.episodes() * task.duration(),
        episodes.seconds(),
        ending,
        episodes.hash());
  }

  private Improver improver() {
    UpdateMeans updates = new UpdateMeans(
        means.kernels(),
        InputLimits.of(task.plant()),
        settings.exploration().least(task.plant()),
        settings.step().ball());
    if (settings.model() instanceof ModelSettings.Local local) {
      return new LocalImprover(local, updates);
    }
    return new GaussianProcessImprover(
        task,
        (ModelSettings.GaussianProcess) settings.model(),
        updates,
        task.conditions().size() > 1);
  }
}
