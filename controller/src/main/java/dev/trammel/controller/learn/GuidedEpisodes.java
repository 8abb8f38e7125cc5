package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.plant.EpisodeStart;
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

  private static final int SAME = -3;

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
   * @param number of the start in its place, within the iteration
   * @param condition that it began in
   */
  record Lived(int place, int number, Condition condition, Trajectory trajectory) {

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
      List<Integer> among,
      int first,
      int each,
      Actor actor,
      Optional<Exploration> noise) {
    List<Planned> planned = new ArrayList<>();
    for (int place : among) {
      for (int e = first; e < first + each; e++) {
        long seed = seeds.episode(iteration, place, e);
        SplittableRandom random = new SplittableRandom(seed);
        Condition condition = task.condition(place, random);
        planned.add(
            planned(new EpisodeId(iteration, place, e, seed), e, condition, random, actor, noise));
      }
    }
    return run(planned);
  }

  /**
   * Runs episodes at starts that stay the same in all iterations, each under its own name; nothing
   * if it was told to stop.
   *
   * @param first number of the first one in each place, in this iteration
   * @param each how many in each place
   */
  Optional<List<Lived>> again(
      int iteration, int first, int each, Actor actor, Optional<Exploration> noise) {
    List<Planned> planned = new ArrayList<>();
    for (int place : places) {
      for (int k = 0; k < each; k++) {
        long seed = seeds.episode(SAME, place, k);
        Condition condition = named(place, k, new SplittableRandom(seed));
        SplittableRandom random = new SplittableRandom(seeds.episode(iteration, place, first + k));
        planned.add(planned(
            new EpisodeId(iteration, place, first + k, seed), k, condition, random, actor, noise));
      }
    }
    return run(planned);
  }

  private Condition named(int place, int number, SplittableRandom random) {
    return place < task.conditions().size()
        ? task.conditions().get(place)
        : task.region().orElseThrow().draw("region " + number, random);
  }

  private record Planned(Rollout rollout, int number, Condition condition) {}

  private Planned planned(
      EpisodeId id,
      int number,
      Condition condition,
      SplittableRandom random,
      Actor actor,
      Optional<Exploration> noise) {
    Controller mean = actor.controller(condition);
    EpisodeStart start = condition.drawStart(random);
    Controller acting = noise.isEmpty()
        ? mean
        : new ExploringController(
            mean, noise.get().draw(task.steps(), t -> actor.covariance(condition, t), random));
    return new Planned(new Rollout(id, start, acting), number, condition);
  }

  private Optional<List<Lived>> run(List<Planned> planned) {
    return pool.run(planned.stream().map(Planned::rollout).toList())
        .map(done -> lived(planned, done));
  }

  private List<Lived> lived(List<Planned> planned, List<Trajectory> done) {
    List<Lived> lived = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      Planned from = planned.get(i);
      lived.add(
          new Lived(from.rollout().id().condition(), from.number(), from.condition(), done.get(i)));
      hash.add(done.get(i));
    }
    count += done.size();
    return lived;
  }
}
