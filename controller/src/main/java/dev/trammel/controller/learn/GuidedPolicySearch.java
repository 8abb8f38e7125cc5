package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedEpisodes.Batch;
import dev.trammel.controller.learn.GuidedEpisodes.Collected;
import dev.trammel.controller.learn.GuidedEpisodes.Lived;
import dev.trammel.controller.learn.GuidedSettings.Way;
import dev.trammel.controller.learn.LearningResult.Ending;
import dev.trammel.controller.learn.LearningSettings.ExcitationSettings;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.task.RegionMap;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Learns one policy from local controllers, by {@linkplain MirrorDescent mirror descent} (Montgomery
 * and Levine, "Guided policy search via approximate mirror descent", 2016) or by {@linkplain
 * BadmmDescent the alternating direction method of multipliers} (Levine, Finn, Darrell and Abbeel,
 * "End-to-end training of deep visuomotor policies", 2016): the policy acts, or its teachers do;
 * where they did, and at starts that are only imagined, teachers improve; and the policy learns what
 * they do, until it is confirmed or the budget is spent.
 *
 * <p>All randomness comes from the seed, and none from the number of threads.
 */
public final class GuidedPolicySearch {

  private final Task task;
  private final LearningSettings settings;
  private final GuidedSettings guided;
  private final GuidedNumbers numbers;
  private final Seeds seeds;
  private final LearningListener listener;
  private final GuidedEpisodes episodes;
  private final Situations situations;
  private final Descent descent;
  private final EpisodeMemory memory;
  private final Optional<RegionMap> map;
  private final BestPolicy best = new BestPolicy();

  /**
   * Episodes without noise, begun where the iteration's own ones all succeeded, and ended by the
   * first failure.
   */
  private record Confirmation(int episodes, int successes, boolean passed) {}

  /**
   * Prepares a run.
   *
   * @param seed of everything random
   * @param listener told of every iteration
   */
  public GuidedPolicySearch(
      Task task,
      LearningSettings settings,
      LqrFlm.Means means,
      long seed,
      LearningListener listener) {
    this.task = task;
    this.settings = settings;
    this.listener = listener;
    guided = settings.guided().orElseThrow();
    numbers = GuidedNumbers.of(task, settings);
    seeds = Seeds.ofLearning(seed);
    episodes = new GuidedEpisodes(task, guided.starts(), means.pool(), seeds);
    situations = new Situations(task, guided, seeds);
    descent = descent(means);
    map = RegionMap.of(task);
    memory = new EpisodeMemory(settings.model().memory() * task.conditions().size());
  }

  private Descent descent(LqrFlm.Means means) {
    double[] least = settings.exploration().least(task.plant());
    UpdateMeans updates = new UpdateMeans(
        means.kernels(), InputLimits.of(task.plant()), least, settings.step().ball());
    Pupil pupil = new Pupil(task, guided, means.kernels(), least);
    int threads = means.pool().threads();
    return guided.way() == Way.BADMM
        ? new BadmmDescent(task, settings, teaching(updates), pupil, threads)
        : new MirrorDescent(
            task,
            settings,
            teaching(updates),
            pupil,
            new MirrorDescent.Means(means.kernels(), least, threads));
  }

  private Teaching teaching(UpdateMeans updates) {
    if (settings.model() instanceof ModelSettings.Local local) {
      return new FittedTeaching(local, updates, guided.prior());
    }
    ModelSettings.GaussianProcess model = (ModelSettings.GaussianProcess) settings.model();
    ModelSettings.GaussianProcess process =
        guided.points() == 0 ? model : model.withPoints(guided.points());
    return new Imagination(
        task, new GaussianProcessImprover(task, process, updates, true), updates, guided.spread());
  }

  /** Learns. */
  public LearningResult run() {
    if (excite().isEmpty()) {
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
      if (episodes.count() >= guided.most()) {
        break;
      }
    }
    return result(Ending.BUDGET_SPENT);
  }

  /** Gets to know the body before anything is tried; nothing if interrupted. */
  private Optional<List<Lived>> excite() {
    ExcitationSettings excitation = settings.excitation();
    Actor hold = LocalActor.first(
        task, new InitialSettings.Pd(excitation.kp(), excitation.kd()), excitation.deviations());
    Exploration noise = new Exploration(excitation.smoothing());
    return remember(episodes.run(0, 0, numbers.excitations(), hold, Optional.of(noise)));
  }

  private Optional<List<Lived>> remember(Optional<List<Lived>> lived) {
    lived
        .filter(list -> !list.isEmpty())
        .ifPresent(list ->
            memory.add(new TrajectoryBatch(list.stream().map(Lived::trajectory).toList())));
    return lived;
  }

  /** One iteration; whether its policy is taken, or nothing if it was interrupted. */
  private Optional<Boolean> iterate(int number) {
    Optional<Batch> batch = rollOut(number);
    Optional<Confirmation> confirmation =
        batch.flatMap(lived -> confirm(number, withoutNoise(lived)));
    if (confirmation.isEmpty()) {
      return Optional.empty();
    }
    offer(number, batch.get().quiet(), confirmation.get());
    Confirmation confirmed = confirmation.get();
    boolean passed = confirmed.passed();
    List<Situation> wanted = situations.of(number, batch.get(), descent.staysAtItsStarts());
    listener.iteration(new Iteration(
        number,
        conditions(batch.get()),
        episodes.count(),
        episodes.count() * task.duration(),
        confirmed.episodes(),
        confirmed.successes(),
        passed,
        descent.policy(),
        Optional.of(descent.account(wanted, starts(batch.get().quiet())))));
    if (!passed) {
      descent.advance(wanted, memory.batches(), seeds.computation(number));
    }
    return Optional.of(passed);
  }

  /** Where episodes began in the region, and what came of them. */
  private List<StartOutcome> starts(List<Lived> quiet) {
    return map.stream()
        .flatMap(found -> quiet.stream()
            .filter(episode -> episode.place() == task.conditions().size())
            .map(episode -> StartOutcome.of(found, episode.condition(), episode.trajectory())))
        .toList();
  }

  private Optional<Batch> rollOut(int number) {
    int first = numbers.first(number);
    int all = guided.episodes() + guided.explorers();
    int planned = planned(number, all);
    int quiet = Math.min(guided.episodes(), all - planned);
    int noisy = all - planned - quiet;
    Exploration noise = new Exploration(settings.exploration().smoothing());
    return remember(run(number, first, quiet, Optional.empty()))
        .flatMap(lived -> remember(run(number, first + quiet, noisy, Optional.of(noise)))
            .flatMap(shaken -> collect(number, first + quiet + noisy, planned)
                .map(more -> new Batch(
                    Stream.concat(lived.stream(), more.quiet().stream()).toList(),
                    shaken,
                    more.collected()))));
  }

  /** How many of an iteration's episodes plans collect, in each place: first those with noise. */
  private int planned(int iteration, int all) {
    if (guided.replanning().isEmpty() || descent.policy().isEmpty()) {
      return 0;
    }
    return new Shares(guided.replanning().get().share()).of((long) all * (iteration - 1), all);
  }

  private Optional<Batch> collect(int iteration, int first, int each) {
    if (each == 0) {
      return Optional.of(new Batch(List.of(), List.of(), List.of()));
    }
    Optional<Batch> batch = episodes.collect(iteration, first, each, descent.sampler(), descent);
    remember(batch.map(some -> some.all().toList()));
    return batch;
  }

  private Optional<List<Lived>> run(
      int iteration, int first, int each, Optional<Exploration> noise) {
    return descent.staysAtItsStarts()
        ? episodes.again(iteration, first, each, descent.sampler(), noise)
        : episodes.run(iteration, first, each, descent.sampler(), noise);
  }

  /** What acts, without noise; where it was in no episode, the plans that stood in for it. */
  private static List<Lived> withoutNoise(Batch batch) {
    return batch.quiet().isEmpty()
        ? batch.collected().stream().map(Collected::lived).toList()
        : batch.quiet();
  }

  private Optional<Confirmation> confirm(int iteration, List<Lived> quiet) {
    Optional<PolicyActor> policy = descent.acting();
    if (policy.isEmpty()
        || guided.confirmations() == 0
        || !quiet.stream().allMatch(Lived::succeeds)) {
      return Optional.of(new Confirmation(0, 0, false));
    }
    Optional<List<Lived>> elsewhere = remember(episodes.elsewhere(iteration, policy.get()));
    if (elsewhere.isEmpty()) {
      return Optional.empty();
    }
    List<Lived> run = new ArrayList<>(elsewhere.get());
    int first = numbers.first(iteration) + guided.episodes() + guided.explorers();
    for (int e = 0; e < guided.confirmations() && run.stream().allMatch(Lived::succeeds); e++) {
      Optional<List<Lived>> next =
          remember(episodes.run(iteration, first + e, 1, policy.get(), Optional.empty()));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      run.addAll(next.get());
    }
    int successes = (int) run.stream().filter(Lived::succeeds).count();
    return Optional.of(new Confirmation(run.size(), successes, successes == run.size()));
  }

  /** More confirmed episodes are better, then more successes in the batch, then less cost. */
  private void offer(int iteration, List<Lived> quiet, Confirmation confirmation) {
    Optional<MlpPolicy> policy = descent.policy();
    if (policy.isEmpty()) {
      return;
    }
    double cost = quiet.stream().mapToDouble(Lived::cost).average().orElse(Double.NaN);
    best.offer(iteration, policy.get(), episodes.count(), new double[] {
      confirmation.successes(),
      quiet.stream().filter(Lived::succeeds).count(),
      Double.isNaN(cost) ? Double.NEGATIVE_INFINITY : -cost
    });
  }

  /** What came of the iteration in each of the places where it had episodes. */
  private List<ConditionIteration> conditions(Batch batch) {
    List<ConditionIteration> conditions = new ArrayList<>();
    for (int place = 0; place <= task.conditions().size(); place++) {
      int here = place;
      List<Lived> all = batch.all().filter(e -> e.place() == here).toList();
      if (!all.isEmpty()) {
        conditions.add(condition(all.get(0).condition().name(), all));
      }
    }
    return conditions;
  }

  private static ConditionIteration condition(String name, List<Lived> lived) {
    return ConditionIteration.tried(
        name,
        Optional.empty(),
        new TrajectoryBatch(lived.stream().map(Lived::trajectory).toList()),
        lived.stream().mapToDouble(Lived::cost).toArray(),
        (int) lived.stream().filter(Lived::succeeds).count());
  }

  private LearningResult result(Ending ending) {
    return new LearningResult(
        List.of(),
        best.policy().or(descent::policy),
        best.iteration(),
        episodes.count(),
        best.episodes(),
        best.episodes() * task.duration(),
        episodes.count() * task.duration(),
        ending,
        episodes.hash());
  }
}
