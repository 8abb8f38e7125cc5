package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.LearningSettings.ExcitationSettings;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.QuadraticCosts;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import dev.trammel.controller.trajectory.TrajectoryHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Runs a run's episodes in every condition of a task, and counts them. Whatever it is told to run
 * comes back as nothing if the run is to stop.
 */
final class ConditionEpisodes {

  private final Task task;
  private final RolloutPool pool;
  private final Seeds seeds;
  private final TrajectoryHash hash = new TrajectoryHash();
  private int count;

  /**
   * Episodes without noise, ended by the first failure.
   *
   * @param batches of the episodes run, in each round one per condition
   * @param passed whether there were any and all succeeded
   */
  record Confirmation(List<TrajectoryBatch> batches, int episodes, int successes, boolean passed) {

    static final Confirmation NONE = new Confirmation(List.of(), 0, 0, false);

    /** The episodes of one condition of so many. */
    List<Trajectory> of(int condition, int conditions) {
      return IntStream.range(0, batches.size())
          .filter(b -> b % conditions == condition)
          .mapToObj(b -> batches.get(b).trajectories())
          .flatMap(List::stream)
          .toList();
    }
  }

  ConditionEpisodes(Task task, RolloutPool pool, Seeds seeds) {
    this.task = task;
    this.pool = pool;
    this.seeds = seeds;
  }

  /** How many were run, in all conditions. */
  int count() {
    return count;
  }

  /** Lived through, in all conditions together. */
  double seconds() {
    return count * task.duration();
  }

  /** Fingerprint of all of them, in order. */
  String hash() {
    return hash.toString();
  }

  /**
   * The first episodes of a run: the start is held loosely while noise drives the body.
   *
   * @param episodes in each condition
   * @return a batch per condition, none without episodes
   */
  Optional<List<TrajectoryBatch>> excite(ExcitationSettings excitation, int episodes) {
    if (episodes == 0) {
      return Optional.of(List.of());
    }
    Exploration noise = new Exploration(excitation.smoothing());
    InitialControllers controllers = new InitialControllers(task, excitation.deviations());
    InitialSettings.Pd loosely = new InitialSettings.Pd(excitation.kp(), excitation.kd());
    return run(
        episodes,
        (c, e) ->
            draw(0, c).noisy(e, controllers.create(loosely, task.conditions().get(c)), noise));
  }

  /**
   * Runs episodes in each condition.
   *
   * @param each how many of them
   * @return a batch per condition
   */
  Optional<List<TrajectoryBatch>> run(int each, Episode episodes) {
    List<Rollout> rollouts = new ArrayList<>();
    for (int c = 0; c < task.conditions().size(); c++) {
      for (int e = 0; e < each; e++) {
        rollouts.add(episodes.of(c, e));
      }
    }
    return pool.run(rollouts).map(done -> batches(done, each));
  }

  /** An episode of a condition. */
  interface Episode {

    Rollout of(int condition, int number);
  }

  /**
   * Tries controllers without noise, round by round, until one of them fails.
   *
   * @param first number of the first episode within the iteration
   * @param most rounds
   */
  Optional<Confirmation> confirm(int iteration, int first, int most, IntFunction<Controller> who) {
    List<TrajectoryBatch> all = new ArrayList<>();
    int successes = 0;
    for (int e = 0; e < most && successes == all.size(); e++) {
      int number = first + e;
      Optional<List<TrajectoryBatch>> done =
          run(1, (c, one) -> draw(iteration, c).quiet(number, who.apply(c)));
      if (done.isEmpty()) {
        return Optional.empty();
      }
      for (int c = 0; c < done.get().size(); c++) {
        successes += successes(c, done.get().get(c).trajectories());
      }
      all.addAll(done.get());
    }
    boolean passed = most > 0 && successes == all.size();
    return Optional.of(new Confirmation(all, all.size(), successes, passed));
  }

  /** How many of a condition's episodes succeeded. */
  int successes(int condition, List<Trajectory> episodes) {
    Condition tried = task.conditions().get(condition);
    return (int) episodes.stream().filter(tried.success()::isMet).count();
  }

  /** More confirmed episodes are better, then more successes in the batches, then less cost. */
  double[] score(List<TrajectoryBatch> batches, Confirmation confirmation) {
    double cost = 0;
    int successes = 0;
    for (int c = 0; c < batches.size(); c++) {
      successes += successes(c, batches.get(c).trajectories());
      cost += QuadraticCosts.average(task.conditions().get(c).cost(), batches.get(c))
          .mean();
    }
    double worth = Double.isNaN(cost) ? Double.NEGATIVE_INFINITY : -cost;
    return new double[] {confirmation.successes(), successes, worth};
  }

  EpisodeDraw draw(int iteration, int condition) {
    return new EpisodeDraw(seeds, iteration, condition, task.conditions().get(condition));
  }

  private List<TrajectoryBatch> batches(List<Trajectory> done, int each) {
    done.forEach(hash::add);
    count += done.size();
    return IntStream.range(0, done.size() / each)
        .mapToObj(c -> new TrajectoryBatch(done.subList(c * each, (c + 1) * each)))
        .toList();
  }
}
