package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.SuccessCriterion;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.controller.trajectory.TrajectoryHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * How controllers do without noise, in episodes with seeds of their own.
 *
 * @param places where they were tried
 * @param trajectoryHash fingerprint of all episodes, in order
 */
public record Evaluation(List<Place> places, String trajectoryHash) {

  /** Of sums of parts of episodes. */
  private static final double ROUNDING = 1e-9;

  /** Name of the place that is the task's region. */
  public static final String HELD_OUT = "held-out";

  /**
   * One of the task's conditions, or its region.
   *
   * @param number of the condition, or one more than the last for the region
   * @param required part of the episodes that must succeed; 0 where it is only looked at
   * @param pooled whether the requirement is on all pooled places together
   * @param ends what the first condition of success measures at the end of each episode, NaN of one
   *     that ended early; empty before they were run
   */
  public record Place(
      String name,
      int number,
      int episodes,
      int successes,
      double required,
      boolean pooled,
      List<Double> ends) {

    public Place {
      ends = List.copyOf(ends);
    }

    /** To be tried. */
    Place(String name, int number, int episodes, double required, boolean pooled) {
      this(name, number, episodes, 0, required, pooled, List.of());
    }

    /** Successes beyond those that must be. */
    double surplus() {
      return successes - required * episodes;
    }

    Place with(int found, List<Double> measured) {
      return new Place(name, number, episodes, found, required, pooled, measured);
    }
  }

  public Evaluation {
    places = List.copyOf(places);
  }

  /** Runs the episodes; nothing if it was told to stop. */
  public static Optional<Evaluation> run(EvaluationPlan plan, long seed, RolloutPool pool) {
    Seeds seeds = Seeds.ofEvaluation(seed);
    List<Rollout> rollouts = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    for (int p = 0; p < plan.places().size(); p++) {
      Place place = plan.places().get(p);
      for (int e = 0; e < place.episodes(); e++) {
        long episodeSeed = seeds.episode(0, place.number(), e);
        SplittableRandom random = new SplittableRandom(episodeSeed);
        Condition condition = plan.task().condition(place.number(), random);
        conditions.add(condition);
        Controller controller = plan.controller(p, condition);
        rollouts.add(new Rollout(
            new EpisodeId(0, place.number(), e, episodeSeed),
            condition.drawStart(random),
            controller,
            plan.rehearsed().orElse(controller)));
      }
    }
    return pool.run(rollouts).map(done -> judge(plan.places(), conditions, done));
  }

  private static Evaluation judge(
      List<Place> places, List<Condition> conditions, List<Trajectory> done) {
    TrajectoryHash hash = new TrajectoryHash();
    List<Place> judged = new ArrayList<>();
    int next = 0;
    for (Place place : places) {
      int successes = 0;
      List<Double> ends = new ArrayList<>();
      for (int e = 0; e < place.episodes(); e++, next++) {
        SuccessCriterion success = conditions.get(next).success();
        hash.add(done.get(next));
        successes += success.isMet(done.get(next)) ? 1 : 0;
        ends.add(success.lastMeasure(done.get(next)));
      }
      judged.add(place.with(successes, ends));
    }
    return new Evaluation(judged, hash.toString());
  }

  /** All episodes. */
  public int episodes() {
    return places.stream().mapToInt(Place::episodes).sum();
  }

  /** Episodes that ended before their last step: they left the tube of their controller. */
  public long endedEarly() {
    return places.stream()
        .flatMap(place -> place.ends().stream())
        .filter(end -> Double.isNaN(end))
        .count();
  }

  /** Part of the episodes that succeeded, of those in places that count. */
  public double successRate() {
    List<Place> counting = places.stream().filter(place -> place.required() > 0).toList();
    List<Place> judged = counting.isEmpty() ? places : counting;
    return judged.stream().mapToInt(Place::successes).sum()
        / (double) judged.stream().mapToInt(Place::episodes).sum();
  }

  /** What came of it in each place, for people. */
  public String inWords() {
    return places.stream()
        .map(place -> place.name() + " " + place.successes() + " of " + place.episodes()
            + (place.required() > 0 ? "" : " (not asked for)"))
        .collect(Collectors.joining(", "));
  }

  /** Whether anything was asked of any place. */
  public boolean counts() {
    return places.stream().anyMatch(place -> place.required() > 0);
  }

  /** Whether every place, and all pooled ones together, succeed as often as they must. */
  public boolean solved() {
    double pooled =
        places.stream().filter(Place::pooled).mapToDouble(Place::surplus).sum();
    return pooled > -ROUNDING
        && places.stream().allMatch(place -> place.pooled() || place.surplus() > -ROUNDING);
  }
}
