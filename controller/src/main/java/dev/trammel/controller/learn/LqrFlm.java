package dev.trammel.controller.learn;

import dev.trammel.controller.learn.LearningResult.Ending;
import dev.trammel.controller.learn.LearningSettings.ExcitationSettings;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.QuadraticCosts;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import dev.trammel.controller.trajectory.TrajectoryHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

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
  private final EpisodeMemory memory;
  private final TrajectoryHash hash = new TrajectoryHash();
  private final BestControllers best = new BestControllers();
  private int episodes;

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
    exploration = new Exploration(settings.exploration().smoothing());
    improver = improver();
    memory = new EpisodeMemory(settings.model().memory() * task.conditions().size());
    for (int c = 0; c < task.conditions().size(); c++) {
      learners.add(new ConditionLearner(task.conditions().get(c), settings.step(), initial.get(c)));
    }
  }

  /** Learns. */
  public LearningResult run() {
    if (!excite()) {
      return result(Ending.INTERRUPTED);
    }
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
    List<LinearGaussianController> tried =
        learners.stream().map(ConditionLearner::controller).toList();
    Optional<Confirmation> confirmation = confirm(number, batches.get());
    if (confirmation.isEmpty()) {
      return Optional.empty();
    }
    confirmation.get().batches().forEach(memory::add);
    best.offer(number, tried, episodes, score(batches.get(), confirmation.get()));
    improver.learn(memory.batches(), seeds.computation(number));
    List<ConditionIteration> conditions = advance(batches.get());
    Confirmation confirmed = confirmation.get();
    listener.iteration(new Iteration(
        number,
        conditions,
        episodes,
        experienceSeconds(),
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

  private Optional<List<TrajectoryBatch>> rollOut(int iteration) {
    int samples = settings.samples();
    List<Rollout> rollouts = new ArrayList<>();
    for (int c = 0; c < learners.size(); c++) {
      for (int e = 0; e < samples; e++) {
        LinearGaussianController controller = learners.get(c).controller();
        rollouts.add(rollouts(iteration, c).of(firstSample(iteration) + e, controller, e > 0));
      }
    }
    return run(rollouts).map(done -> batches(done, samples));
  }

  /** Number of an iteration's first sample: the first iteration begins with the excitation. */
  private int firstSample(int iteration) {
    return iteration == 0 ? settings.excitation().episodes() : 0;
  }

  private EpisodeDraw rollouts(int iteration, int condition) {
    return new EpisodeDraw(
        seeds, iteration, condition, task.conditions().get(condition), exploration);
  }

  /** Gets to know the body before the first controller is tried; false if interrupted. */
  private boolean excite() {
    ExcitationSettings excitation = settings.excitation();
    if (excitation.episodes() == 0) {
      return true;
    }
    List<Rollout> rollouts = new ArrayList<>();
    for (int c = 0; c < learners.size(); c++) {
      Condition condition = task.conditions().get(c);
      LinearGaussianController hold = new InitialControllers(task, excitation.deviations())
          .create(new InitialSettings.Pd(excitation.kp(), excitation.kd()), condition);
      EpisodeDraw draw =
          new EpisodeDraw(seeds, 0, c, condition, new Exploration(excitation.smoothing()));
      for (int e = 0; e < excitation.episodes(); e++) {
        rollouts.add(draw.of(e, hold, true));
      }
    }
    Optional<List<Trajectory>> done = run(rollouts);
    done.ifPresent(list -> batches(list, excitation.episodes()).forEach(memory::add));
    return done.isPresent();
  }

  private Optional<List<Trajectory>> run(List<Rollout> rollouts) {
    Optional<List<Trajectory>> done = means.pool().run(rollouts);
    done.ifPresent(trajectories -> {
      trajectories.forEach(hash::add);
      episodes += trajectories.size();
    });
    return done;
  }

  private List<TrajectoryBatch> batches(List<Trajectory> trajectories, int size) {
    return IntStream.range(0, learners.size())
        .mapToObj(c -> new TrajectoryBatch(trajectories.subList(c * size, (c + 1) * size)))
        .toList();
  }

  /**
   * Episodes without noise, begun where the iteration's own one succeeded in every condition, and
   * ended by the first failure.
   *
   * @param batches of the episodes run
   */
  private record Confirmation(
      List<TrajectoryBatch> batches, int episodes, int successes, boolean passed) {}

  private Optional<Confirmation> confirm(int iteration, List<TrajectoryBatch> firsts) {
    List<TrajectoryBatch> all = new ArrayList<>();
    int run = 0;
    int successes = 0;
    boolean promising = settings.budget().confirmations() > 0;
    for (int c = 0; c < learners.size(); c++) {
      promising &= learners.get(c).successes(firsts.get(c).trajectories().subList(0, 1)) == 1;
    }
    for (int e = 0; promising && e < settings.budget().confirmations(); e++) {
      List<Rollout> rollouts = new ArrayList<>();
      for (int c = 0; c < learners.size(); c++) {
        int number = firstSample(iteration) + settings.samples() + e;
        rollouts.add(rollouts(iteration, c).of(number, learners.get(c).controller(), false));
      }
      Optional<List<TrajectoryBatch>> done = run(rollouts).map(list -> batches(list, 1));
      if (done.isEmpty()) {
        return Optional.empty();
      }
      for (int c = 0; c < learners.size(); c++) {
        int success = learners.get(c).successes(done.get().get(c).trajectories());
        successes += success;
        promising &= success == 1;
      }
      all.addAll(done.get());
      run += learners.size();
    }
    return Optional.of(new Confirmation(all, run, successes, promising));
  }

  /** More confirmed episodes are better, then more successes in the batches, then less cost. */
  private double[] score(List<TrajectoryBatch> batches, Confirmation confirmation) {
    double cost = 0;
    int successes = 0;
    for (int c = 0; c < learners.size(); c++) {
      ConditionLearner learner = learners.get(c);
      successes += learner.successes(batches.get(c).trajectories());
      cost += QuadraticCosts.average(learner.condition().cost(), batches.get(c)).mean();
    }
    double worth = Double.isNaN(cost) ? Double.NEGATIVE_INFINITY : -cost;
    return new double[] {confirmation.successes(), successes, worth};
  }

  private double experienceSeconds() {
    return episodes * task.duration();
  }

  private double secondsPerCondition() {
    return experienceSeconds() / learners.size();
  }

  private LearningResult result(Ending ending) {
    return new LearningResult(
        best.controllers(learners),
        Optional.empty(),
        best.iteration(),
        episodes,
        best.episodes(),
        best.episodes() * task.duration(),
        experienceSeconds(),
        ending,
        hash.toString());
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
