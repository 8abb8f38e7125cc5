package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.ConditionEpisodes.Confirmation;
import dev.trammel.controller.learn.LearningResult.Ending;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Model predictive control collects the episodes: a plan on what was learned so far, replanned in
 * every control cycle from the state that it finds (Zhang, Kahn, Levine and Abbeel, "Learning deep
 * control policies for autonomous aerial vehicles with MPC-guided policy search", 2016), until
 * replanning is confirmed or the budget is spent. Nothing explores but the plans' own mistakes: a
 * model that promises too much is corrected where it was wrong.
 *
 * <p>All randomness comes from the seed, and none from the number of threads.
 */
public final class ReplanningSearch {

  private final Task task;
  private final LearningSettings settings;
  private final ReplanningSettings replanning;
  private final LqrFlm.Means means;
  private final Seeds seeds;
  private final LearningListener listener;
  private final ConditionEpisodes episodes;
  private final EpisodeMemory memory;
  private final BestControllers best = new BestControllers();
  private List<LinearGaussianController> plans = List.of();
  private boolean jolted;

  /**
   * Prepares a run.
   *
   * @param seed of everything random
   * @param listener told of every iteration
   */
  public ReplanningSearch(
      Task task,
      LearningSettings settings,
      LqrFlm.Means means,
      long seed,
      LearningListener listener) {
    this.task = task;
    this.settings = settings;
    this.means = means;
    this.listener = listener;
    replanning = settings.replanning().orElseThrow();
    seeds = Seeds.ofLearning(seed);
    episodes = new ConditionEpisodes(task, means.pool(), seeds);
    memory = LearnedModels.memory(task, settings);
  }

  /** Learns. */
  public LearningResult run() {
    Optional<List<TrajectoryBatch>> excited =
        episodes.excite(settings.excitation(), replanning.excitation());
    if (excited.isEmpty()) {
      return result(Ending.INTERRUPTED);
    }
    remember(excited.get());
    for (int i = 0; i < settings.budget().iterations(); i++) {
      Optional<Boolean> solved = iterate(i);
      if (solved.isEmpty()) {
        return result(Ending.INTERRUPTED);
      }
      if (solved.get()) {
        return result(Ending.CONVERGED);
      }
      if (episodes.seconds() / task.conditions().size() >= settings.budget().seconds()) {
        break;
      }
    }
    return result(Ending.BUDGET_SPENT);
  }

  /** One iteration; whether replanning is taken, or nothing if it was interrupted. */
  private Optional<Boolean> iterate(int number) {
    Replanning acts = plan(number);
    int first = number == 0 ? replanning.excitation() : 0;
    Optional<List<TrajectoryBatch>> batches = episodes.run(
        1, (c, e) -> episodes.draw(number, c).quiet(first, collector(number, c, acts)));
    if (batches.isEmpty()) {
      return Optional.empty();
    }
    boolean succeeded = succeeded(batches.get());
    boolean jolts = succeeded && !jolted && replanning.jolts() > 0;
    Optional<Confirmation> confirmation = succeeded && !jolts
        ? episodes.confirm(number, first + 1, settings.budget().confirmations(), acts::controller)
        : Optional.of(Confirmation.NONE);
    if (confirmation.isEmpty()) {
      return Optional.empty();
    }
    remember(batches.get());
    confirmation.get().batches().forEach(batch -> remember(List.of(batch)));
    if (jolts && !jolt(number, first + 1, acts)) {
      return Optional.empty();
    }
    best.offer(number, plans, episodes.count(), episodes.score(batches.get(), confirmation.get()));
    listener.iteration(iteration(number, batches.get(), confirmation.get()));
    return Optional.of(confirmation.get().passed());
  }

  /** Replanning in its share of the episodes, in others the plan's own feedback. */
  private Controller collector(int iteration, int condition, Replanning acts) {
    long before = (long) iteration * task.conditions().size() + condition;
    return new Shares(replanning.share()).of(before, 1) > 0
        ? acts.controller(condition)
        : plans.get(condition);
  }

  /** One by one: the first of each condition, then the second. */
  private void remember(List<TrajectoryBatch> batches) {
    for (int e = 0; e < batches.get(0).size(); e++) {
      for (TrajectoryBatch batch : batches) {
        memory.add(new TrajectoryBatch(List.of(batch.trajectories().get(e))));
      }
    }
  }

  private Replanning plan(int number) {
    LearnedModels models =
        LearnedModels.of(task, settings, means.kernels(), memory, seeds.computation(number));
    PlanSearch search =
        new PlanSearch(task, replanning, means.kernels(), models, seeds.computation(number));
    plans = Parallel.map(
        IntStream.range(0, task.conditions().size()).boxed().toList(),
        c -> search.plan(c, plans.isEmpty() ? Optional.empty() : Optional.of(plans.get(c))),
        means.pool().threads());
    return new Replanning(task, replanning, means.kernels(), models.toPlanOn(plans), plans);
  }

  private boolean succeeded(List<TrajectoryBatch> batches) {
    return IntStream.range(0, batches.size())
        .allMatch(c -> episodes.successes(c, batches.get(c).trajectories()) > 0);
  }

  /**
   * What happens off the plans, for the next iteration to know.
   *
   * @param first number of the first episode within the iteration
   * @return false if it was interrupted
   */
  private boolean jolt(int iteration, int first, Replanning acts) {
    jolted = true;
    for (int e = 0; e < replanning.jolts(); e++) {
      int number = first + e;
      Optional<List<TrajectoryBatch>> done = episodes.run(
          1, (c, one) -> episodes.draw(iteration, c).jolted(number, acts.controller(c), task));
      if (done.isEmpty()) {
        return false;
      }
      remember(done.get());
    }
    return true;
  }

  private Iteration iteration(
      int number, List<TrajectoryBatch> batches, Confirmation confirmation) {
    List<ConditionIteration> conditions = new ArrayList<>();
    for (int c = 0; c < batches.size(); c++) {
      conditions.add(condition(c, batches.get(c)));
    }
    return new Iteration(
        number,
        conditions,
        episodes.count(),
        episodes.seconds(),
        confirmation.episodes(),
        confirmation.successes(),
        confirmation.passed(),
        Optional.empty(),
        Optional.empty());
  }

  private ConditionIteration condition(int number, TrajectoryBatch batch) {
    Condition condition = task.conditions().get(number);
    List<Trajectory> lived = batch.trajectories();
    return ConditionIteration.tried(
        condition.name(),
        Optional.of(plans.get(number)),
        batch,
        lived.stream().mapToDouble(e -> EpisodeCost.of(condition.cost(), e)).toArray(),
        episodes.successes(number, lived));
  }

  private LearningResult result(Ending ending) {
    return new LearningResult(
        best.controllers(),
        Optional.empty(),
        best.iteration(),
        episodes.count(),
        best.episodes(),
        best.episodes() * task.duration(),
        episodes.seconds(),
        ending,
        episodes.hash());
  }
}
