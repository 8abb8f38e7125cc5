package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws where the episodes of guided policy search begin, runs them, and counts them. */
final class GuidedEpisodes {

  private final Task task;
  private final List<Integer> places;
  private final List<Integer> elsewhere;
  private final RolloutPool pool;
  private final Seeds seeds;
  private final TrajectoryHash hash = new TrajectoryHash();
  private int count;

  /**
   * An episode that was run.
   *
   * @param place condition's number, or one more than the last for the region
   * @param condition that it began in
   */
  record Lived(int place, Condition condition, Trajectory trajectory) {

    double cost() {
      return EpisodeCost.of(condition.cost(), trajectory);
    }

    boolean succeeds() {
      return condition.success().isMet(trajectory);
    }
  }

  GuidedEpisodes(Task task, Starts starts, RolloutPool pool, Seeds seeds) {
    this.task = task;
    this.pool = pool;
    this.seeds = seeds;
    int conditions = task.conditions().size();
    List<Integer> all = IntStream.range(0, conditions).boxed().toList();
    List<Integer> region = List.of(conditions);
    places = starts == Starts.CONDITIONS ? all : region;
    elsewhere = starts == Starts.BOTH ? all : List.of();
  }

  /** Where else a policy must work before it is taken. */
  Optional<List<Lived>> elsewhere(int iteration, Actor actor) {
    return elsewhere.isEmpty()
        ? Optional.of(List.of())
        : run(iteration, elsewhere, 0, 1, actor, Optional.empty());
  }

  /** How many were run. */
  int count() {
    return count;
  }

  /** Fingerprint of all of them, in order. */
  String hash() {
    return hash.toString();
  }

  /**
   * Runs episodes of an iteration; nothing if it was told to stop.
   *
   * @param first number of the first one in each place
   * @param each how many in each place
   * @param noise of exploration, if there is to be any
   */
  Optional<List<Lived>> run(
      int iteration, int first, int each, Actor actor, Optional<Exploration> noise) {
    return run(iteration, places, first, each, actor, noise);
  }

  private Optional<List<Lived>> run(
      int iteration,
      List<Integer> places,
      int first,
      int each,
      Actor actor,
      Optional<Exploration> noise) {
    List<Rollout> rollouts = new ArrayList<>();
    for (int place : places) {
      for (int e = first; e < first + each; e++) {
        long seed = seeds.episode(iteration, place, e);
        rollouts.add(rollout(new EpisodeId(iteration, place, e, seed), actor, noise));
      }
    }
    return pool.run(rollouts).map(done -> lived(rollouts, done));
  }

  private Rollout rollout(EpisodeId id, Actor actor, Optional<Exploration> noise) {
    SplittableRandom random = new SplittableRandom(id.seed());
    Condition condition = task.condition(id.condition(), random);
    Controller mean = actor.controller(condition);
    return new Rollout(
        id,
        condition.drawStart(random),
        noise.isEmpty()
            ? mean
            : new ExploringController(
                mean, noise.get().draw(task.steps(), actor::covariance, random)));
  }

  private List<Lived> lived(List<Rollout> rollouts, List<Trajectory> done) {
    List<Lived> lived = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      EpisodeId id = rollouts.get(i).id();
      Condition condition = task.condition(id.condition(), new SplittableRandom(id.seed()));
      lived.add(new Lived(id.condition(), condition, done.get(i)));
      hash.add(done.get(i));
    }
    count += done.size();
    return lived;
  }
}
