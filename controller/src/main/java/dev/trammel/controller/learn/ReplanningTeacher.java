package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.ExploringController;
import dev.trammel.controller.learn.AdvisingController.Companion;
import dev.trammel.controller.learn.AdvisingController.Word;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.MpcPlanner;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.PolicyObservation;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Model predictive control shows a policy what to do: it drives episodes, alone or with the policy,
 * and says at every state what it would do and how sure it is. Which states a policy must know are
 * those that it comes to itself (Ross, Gordon and Bagnell, "A reduction of imitation learning and
 * structured prediction to no-regret online learning", 2011), and so later rounds are driven in its
 * company.
 */
public final class ReplanningTeacher {

  /**
   * A policy that plans stay near.
   *
   * @param sees what it observes
   * @param price of the divergence from it, λ: 1 is halfway between both
   */
  public record Company(MlpPolicy policy, PolicyObservation sees, double price) {

    public Company {
      Require.nonNegative(price, "price of the divergence");
    }
  }

  /**
   * Some episodes.
   *
   * @param number of the round, from 0
   * @param episodes in each condition, or in all of the region
   * @param region whether they begin at starts drawn in the task's region
   * @param noise standard deviation of what is added to every input, as a part of its limit
   * @param company without any, plans alone decide
   */
  public record Round(
      int number, int episodes, boolean region, double noise, Optional<Company> company) {

    public Round {
      Require.nonNegative(noise, "noise of a round");
      Require.atLeast(number, 0, "number of the round");
      Require.atLeast(episodes, 1, "episodes of a round");
    }
  }

  /**
   * An episode, and what plans said in it.
   *
   * @param states n×1 each
   * @param inputs m×1 each, as many
   * @param precisions Quu, m×m each, as many
   */
  public record Shown(
      Condition condition,
      boolean succeeded,
      List<DMatrixRMaj> states,
      List<DMatrixRMaj> inputs,
      List<DMatrixRMaj> precisions) {}

  private final Replanning replanning;
  private final Optional<LearnedModels> everywhere;
  private final Task task;
  private final Kernels kernels;
  private final List<LinearGaussianController> plans;
  private final Seeds seeds;

  /**
   * @param replanning in the task's conditions
   * @param everywhere to plan on elsewhere too, if there is such a model
   * @param seed of starts and sensors' noise
   * @throws dev.trammel.controller.task.SettingsException if plans are to adapt or to be guarded
   */
  public ReplanningTeacher(Replanning replanning, Optional<LearnedModels> everywhere, long seed) {
    LearningNeeds.requireSteady(
        replanning.planners().task(), replanning.planners().settings());
    this.replanning = replanning;
    this.everywhere = everywhere;
    task = replanning.planners().task();
    kernels = replanning.planners().kernels();
    plans = replanning.plans();
    seeds = Seeds.ofTeaching(seed);
  }

  /** Whether it can teach wherever the task's region reaches. */
  public boolean knowsRegion() {
    return everywhere.isPresent() && task.region().isPresent();
  }

  /** Shows what to do; nothing if the pool was told to stop. */
  public Optional<List<Shown>> show(Round round, RolloutPool pool) {
    List<Shown> all = new ArrayList<>();
    for (List<Place> batch : batches(round)) {
      List<Driven> driven = Parallel.map(batch, place -> drive(round, place), pool.threads());
      Optional<List<Trajectory>> lived =
          pool.run(driven.stream().map(Driven::rollout).toList());
      if (lived.isEmpty()) {
        return Optional.empty();
      }
      List<Integer> each = IntStream.range(0, driven.size()).boxed().toList();
      all.addAll(Parallel.map(each, i -> driven.get(i).shown(lived.get().get(i)), pool.threads()));
    }
    return Optional.of(all);
  }

  /** An episode's condition, or one more than the last for the region, and its number there. */
  private record Place(int condition, int number) {}

  /** Costs are their conditions' own: two episodes of one condition are not run at once. */
  private List<List<Place>> batches(Round round) {
    int conditions = task.conditions().size();
    List<List<Place>> batches = new ArrayList<>();
    for (int e = 0; e < round.episodes(); e++) {
      int number = e;
      batches.add(
          IntStream.range(0, conditions).mapToObj(c -> new Place(c, number)).toList());
    }
    return round.region()
        ? List.of(IntStream.range(0, round.episodes())
            .mapToObj(e -> new Place(conditions, e))
            .toList())
        : batches;
  }

  private record Driven(Condition condition, AdvisingController controller, Rollout rollout) {

    Shown shown(Trajectory episode) {
      List<Word> words = controller.words(episode);
      return new Shown(
          condition,
          condition.success().isMet(episode),
          words.stream().map(Word::state).toList(),
          words.stream().map(Word::input).toList(),
          words.stream().map(Word::precision).toList());
    }
  }

  private Driven drive(Round round, Place place) {
    int c = place.condition();
    long seed = seeds.episode(round.number(), c, place.number());
    EpisodeId id = new EpisodeId(round.number(), c, place.number(), seed);
    SplittableRandom random = new SplittableRandom(seed);
    Condition condition = task.condition(c, random);
    boolean known = c < plans.size();
    LinearGaussianController plan = known ? plans.get(c) : plan(condition, seed);
    MpcPlanner planner = known ? replanning.planner(c) : planner(condition, plan);
    AdvisingController controller = new AdvisingController(
        planner,
        plan,
        InputLimits.of(task.plant()),
        task.steps(),
        round.company().map(company -> companion(company, condition)));
    EpisodeStart start = condition.drawStart(random);
    Controller shaken = round.noise() > 0
        ? new ExploringController(controller, noise(round.noise(), random))
        : controller;
    return new Driven(condition, controller, new Rollout(id, start, shaken));
  }

  private MpcPlanner planner(Condition condition, LinearGaussianController plan) {
    LearnedModel model = everywhere.orElseThrow().along(plan);
    return replanning.planners().planner(condition, model, condition.cost(), plan);
  }

  private LinearGaussianController plan(Condition condition, long seed) {
    ReplanningSettings settings = replanning.planners().settings();
    return new PlanSearch(task, settings, kernels, everywhere.orElseThrow(), seed)
        .plan(condition, plans, seed);
  }

  /** White, of the same part of every input's limit. */
  private DMatrixRMaj[] noise(double part, SplittableRandom random) {
    InputLimits limits = InputLimits.of(task.plant());
    DMatrixRMaj covariance = new DMatrixRMaj(limits.size(), limits.size());
    for (int i = 0; i < limits.size(); i++) {
      double deviation = part * limits.upper(i);
      covariance.set(i, i, deviation * deviation);
    }
    return new Exploration(0).draw(task.steps(), t -> covariance, random);
  }

  private Companion companion(Company company, Condition condition) {
    MlpPolicy policy = company.policy();
    return new Companion(
        new PolicyController(policy, company.sees().reader(condition.context()), kernels),
        company.price());
  }
}
