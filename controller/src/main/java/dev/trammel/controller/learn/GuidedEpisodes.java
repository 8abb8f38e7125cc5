package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.ExploringController;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.learn.Situation.Planned;
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
import java.util.stream.Stream;

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

  /**
   * An episode that plans collected.
   *
   * @param planned what they said in it
   */
  record Collected(Lived lived, Planned planned) {}

  /**
   * Episodes of an iteration.
   *
   * @param quiet those in which what acts acted without noise
   * @param noisy those in which it acted with noise
   * @param collected those that plans collected
   */
  record Batch(List<Lived> quiet, List<Lived> noisy, List<Collected> collected) {

    Stream<Lived> all() {
      return Stream.concat(
          Stream.concat(quiet.stream(), noisy.stream()), collected.stream().map(Collected::lived));
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
    List<Prepared> planned = new ArrayList<>();
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
    List<Prepared> planned = new ArrayList<>();
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

  /**
   * Has plans collect episodes; where there is no plan, what acts does, without noise. Nothing if it
   * was told to stop.
   *
   * @param first number of the first one in each place
   * @param each how many in each place
   * @param actor that acts
   */
  Optional<Batch> collect(int iteration, int first, int each, Actor actor, Descent descent) {
    List<Lived> quiet = new ArrayList<>();
    List<Collected> collected = new ArrayList<>();
    for (List<EpisodeId> ids : together(iteration, first, each)) {
      List<Driven> driven = Parallel.map(ids, id -> driven(id, actor, descent), pool.threads());
      Optional<List<Lived>> lived = run(driven.stream().map(Driven::prepared).toList());
      if (lived.isEmpty()) {
        return Optional.empty();
      }
      List<Integer> every = IntStream.range(0, driven.size()).boxed().toList();
      List<Optional<Planned>> said = Parallel.map(
          every, i -> driven.get(i).planned(lived.get().get(i).trajectory()), pool.threads());
      for (int i = 0; i < driven.size(); i++) {
        Lived one = lived.get().get(i);
        said.get(i)
            .ifPresentOrElse(
                planned -> collected.add(new Collected(one, planned)), () -> quiet.add(one));
      }
    }
    return Optional.of(new Batch(quiet, List.of(), collected));
  }

  /** Costs are their conditions' own: two episodes of one condition are not run at once. */
  private List<List<EpisodeId>> together(int iteration, int first, int each) {
    List<List<EpisodeId>> rounds = new ArrayList<>();
    for (int e = first; e < first + each; e++) {
      int number = e;
      rounds.add(places.stream()
          .map(place ->
              new EpisodeId(iteration, place, number, seeds.episode(iteration, place, number)))
          .toList());
    }
    boolean drawn = places.get(0) == task.conditions().size();
    return drawn ? List.of(rounds.stream().flatMap(List::stream).toList()) : rounds;
  }

  /** An episode to be run, and the plans that drive it, if any do. */
  private record Driven(Prepared prepared, Optional<Replanner.Ready> plans) {

    Optional<Planned> planned(Trajectory episode) {
      return plans.map(ready -> ready.planned(episode));
    }
  }

  private Driven driven(EpisodeId id, Actor actor, Descent descent) {
    SplittableRandom random = new SplittableRandom(id.seed());
    Condition condition = task.condition(id.condition(), random);
    EpisodeStart start = condition.drawStart(random);
    Optional<Replanner.Ready> plans = descent.replanning(condition, start);
    Controller acting = plans.isPresent() ? plans.get().controller() : actor.controller(condition);
    return new Driven(new Prepared(new Rollout(id, start, acting), id.episode(), condition), plans);
  }

  private Condition named(int place, int number, SplittableRandom random) {
    return place < task.conditions().size()
        ? task.conditions().get(place)
        : task.region().orElseThrow().draw("region " + number, random);
  }

  private record Prepared(Rollout rollout, int number, Condition condition) {}

  private Prepared planned(
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
    return new Prepared(new Rollout(id, start, acting), number, condition);
  }

  private Optional<List<Lived>> run(List<Prepared> planned) {
    return pool.run(planned.stream().map(Prepared::rollout).toList())
        .map(done -> lived(planned, done));
  }

  private List<Lived> lived(List<Prepared> planned, List<Trajectory> done) {
    List<Lived> lived = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      Prepared from = planned.get(i);
      lived.add(
          new Lived(from.rollout().id().condition(), from.number(), from.condition(), done.get(i)));
      hash.add(done.get(i));
    }
    count += done.size();
    return lived;
  }
}
