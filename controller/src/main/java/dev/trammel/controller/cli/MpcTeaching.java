package dev.trammel.controller.cli;

import dev.trammel.controller.learn.ReplanningTeacher;
import dev.trammel.controller.learn.ReplanningTeacher.Company;
import dev.trammel.controller.learn.ReplanningTeacher.Round;
import dev.trammel.controller.learn.ReplanningTeacher.Shown;
import dev.trammel.controller.learn.RolloutPool;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.TrainingReport;
import dev.trammel.controller.run.Distillation;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunModels;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.PolicyObservation;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of what model predictive control shows a policy, and the showing; a picocli mixin. */
final class MpcTeaching {

  private static final int ROUNDS = 4;
  private static final int EPISODES = 10;
  private static final double NOISE = 0.1;
  private static final double MOST_PRICE = 1e9;
  private static final double MOST_NOISE = 10;

  /** Of the policy in what drives, after a round in which most episodes failed. */
  private static final double LESS = 0.25;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "With --teacher mpc: rounds of episodes, the first driven by plans alone, the"
          + " others by what lies between a plan and the policy so far. Default: 4.")
  private @Nullable Integer rounds;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "With --teacher mpc: episodes of a round, in each condition or in all of the"
          + " region. Default: 10.")
  private @Nullable Integer episodes;

  @Option(
      names = "--price",
      paramLabel = "X",
      description = "With --teacher mpc: how much of the policy is in what drives, plan + X policy"
          + " over 1 + X. 0: plans alone drive every round. Default: 1.")
  private @Nullable Double price;

  @Option(
      names = "--noise",
      paramLabel = "X",
      description = "With --teacher mpc: standard deviation of what disturbs every input while"
          + " plans drive, as a part of its limit. Default: 0.1.")
  private @Nullable Double noise;

  @Option(
      names = "--starts",
      paramLabel = "WHERE",
      description = "With --teacher mpc: conditions, or region for starts drawn anywhere in the"
          + " task's region. Default: conditions.")
  private @Nullable Starts starts;

  @Mixin
  private RolloutOptions rollouts = new RolloutOptions();

  /** Episodes that succeeded, round by round. */
  private final List<Integer> driven = new ArrayList<>();

  private enum Starts {
    conditions,
    region
  }

  /** Refuses options that only this teacher has a use for. */
  void requireUnused() {
    boolean used = Stream.of(rounds, episodes, price, noise, starts).anyMatch(Objects::nonNull);
    if (used) {
      throw new UsageException("--rounds, --episodes, --price, --noise and --starts need"
          + " --teacher mpc: nobody else drives");
    }
  }

  /**
   * What is taught to whom.
   *
   * @param runs whose models are planned on
   * @param distillation takes in what is shown
   * @param sees what the policy observes
   * @param weight how much a plan's word counts
   * @param seed of the episodes
   * @param first policy in whose company the first round is driven, if any
   * @param train on all that was taken in so far
   * @param progress a line for each round
   */
  record Lessons(
      List<Path> runs,
      Distillation distillation,
      PolicyObservation sees,
      double weight,
      long seed,
      Optional<MlpPolicy> first,
      Supplier<TrainingReport> train,
      Consumer<String> progress) {}

  /** A teacher and what its episodes are run with. */
  private record Driver(ReplanningTeacher teacher, RolloutPool pool) {}

  /**
   * Shows round by round what plans on the runs' models do, and has the policy learn it. Episodes
   * that fail teach nothing: what a plan does where time has run out is of no use earlier. Where
   * most fail, the policy has less of a say in the next round.
   *
   * @return what the last training came to; nothing if it was interrupted
   */
  Optional<TrainingReport> teach(Lessons lessons) throws IOException {
    requireSensible();
    List<Driver> drivers = new ArrayList<>();
    try (Interruption interruption = Interruption.watch()) {
      for (Path run : lessons.runs()) {
        drivers.add(driver(run, lessons.seed(), interruption));
      }
      Optional<TrainingReport> report = teach(lessons, drivers);
      if (report.isEmpty()) {
        lessons.progress().accept("Interrupted.");
      }
      return report;
    } finally {
      drivers.forEach(driver -> driver.pool().close());
    }
  }

  private Optional<TrainingReport> teach(Lessons lessons, List<Driver> drivers) {
    Optional<MlpPolicy> policy = lessons.first();
    Optional<TrainingReport> report = Optional.empty();
    double share = price();
    for (int number = 0; number < rounds(); number++) {
      double paid = share;
      Optional<Company> company = policy.map(known -> new Company(known, lessons.sees(), paid));
      Optional<List<Shown>> shown =
          show(drivers, new Round(number, episodes(), starts == Starts.region, noise(), company));
      if (shown.isEmpty()) {
        return Optional.empty();
      }
      List<Shown> good = shown.get().stream().filter(Shown::succeeded).toList();
      good.forEach(each -> lessons.distillation().add(each, lessons.weight()));
      driven.add(good.size());
      lessons
          .progress()
          .accept("Round " + (number + 1) + " of " + rounds() + ": " + good.size() + " of "
              + shown.get().size() + " episodes succeed");
      if (!good.isEmpty()) {
        report = Optional.of(lessons.train().get());
        policy = report.map(TrainingReport::policy);
      }
      if (2 * good.size() < shown.get().size()) {
        share *= LESS;
      }
    }
    if (report.isEmpty()) {
      throw new UsageException("--teacher mpc: none of its episodes succeeded, so that there is"
          + " nothing to learn from them; evaluate --controller mpc tells how it does");
    }
    return report;
  }

  private static Optional<List<Shown>> show(List<Driver> drivers, Round round) {
    List<Shown> all = new ArrayList<>();
    for (Driver driver : drivers) {
      Optional<List<Shown>> shown = driver.teacher().show(round, driver.pool());
      if (shown.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(shown.get());
    }
    return Optional.of(all);
  }

  private Driver driver(Path run, long seed, Interruption interruption) throws IOException {
    try (RunFolder folder = RunFolder.open(run)) {
      Task task = folder.task();
      RunModels models = new RunModels(folder, task, Training.of(folder).kernels());
      ReplanningTeacher teacher = models.teacher(
          folder.bestIteration(),
          folder.controllers().locals(Training.BEST, task.conditions().size()),
          seed);
      if (starts == Starts.region && !teacher.knowsRegion()) {
        throw new UsageException("--starts region: run " + run + " must have a region in its task"
            + " and a model of everything (gaussian-process), had "
            + (task.region().isEmpty() ? "no region" : "model.type local")
            + "; allowed: conditions");
      }
      Training.Means means = rollouts.means(task, interruption::isRequested);
      return new Driver(
          teacher,
          new RolloutPool(
              task, means.plants(), means.threads(), EpisodeStore.none(), means.stop()));
    }
  }

  /** What was shown, as the policy's origin tells it. */
  Map<String, Object> origin() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rounds", rounds());
    json.put("episodes", episodes());
    json.put("price", price());
    json.put("noise", noise());
    json.put("starts", (starts == null ? Starts.conditions : starts).name());
    json.put("successes", driven);
    return json;
  }

  private void requireSensible() {
    UsageException.requireAtLeast(rounds(), 1, "--rounds");
    UsageException.requireAtLeast(episodes(), 1, "--episodes");
    if (!(price() >= 0 && price() <= MOST_PRICE)) {
      throw new UsageException("--price must be in [0, " + MOST_PRICE + "], was " + price());
    }
    if (!(noise() >= 0 && noise() <= MOST_NOISE)) {
      throw new UsageException("--noise must be in [0, " + MOST_NOISE + "], was " + noise());
    }
  }

  private int rounds() {
    return rounds == null ? ROUNDS : rounds;
  }

  private int episodes() {
    return episodes == null ? EPISODES : episodes;
  }

  private double price() {
    return price == null ? 1 : price;
  }

  private double noise() {
    return noise == null ? NOISE : noise;
  }
}
