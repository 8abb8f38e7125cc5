package dev.trammel.sim.scenario;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A controller, a task and the scenarios that it is tried in. Immutable. The result does not depend
 * on the number of threads: each episode's draws come from the verification's seed, the scenario's
 * and the condition's name and the episode's number.
 *
 * @param task for the nominal body
 * @param controllers under test
 * @param scenarios with names of their own
 * @param seed of all draws
 */
public record Verification(
    Task task, ControllerSource controllers, List<Scenario> scenarios, long seed) {

  private static final int MOST_THREADS = 256;

  /**
   * How a verification is carried out.
   *
   * @param plants builds bodies; called on several threads
   * @param threads that episodes run on
   * @param stop when true, no further episode begins
   * @param progress told of each scenario and condition when it is done
   */
  public record Means(
      PlantProvider plants, int threads, BooleanSupplier stop, Consumer<ScenarioResult> progress) {

    public Means {
      UsageException.requireAtLeast(threads, 1, "--threads");
      if (threads > MOST_THREADS) {
        throw new UsageException("--threads must be at most " + MOST_THREADS + ", was " + threads);
      }
    }

    /** The task's own kind of plant, on all processors, quietly. */
    public static Means of(Task task) {
      return new Means(
          PlantProvider.chosenBy(task.plant().provider()),
          Runtime.getRuntime().availableProcessors(),
          () -> false,
          result -> {});
    }
  }

  public Verification {
    scenarios = List.copyOf(scenarios);
    Require.atLeast(scenarios.size(), 1, "number of scenarios");
    long names = scenarios.stream().map(Scenario::name).distinct().count();
    if (names < scenarios.size()) {
      throw new IllegalArgumentException("scenarios must have names of their own, had "
          + scenarios.stream().map(Scenario::name).toList());
    }
    for (Scenario scenario : scenarios) {
      scenario.upsets().requireFit(task.plant());
    }
  }

  /** Begins to describe a verification in Java. */
  public static VerificationBuilder of(Task task) {
    return new VerificationBuilder(task);
  }

  /** With so many episodes of each scenario. */
  public Verification withEpisodes(int episodes) {
    return new Verification(
        task,
        controllers,
        scenarios.stream().map(scenario -> scenario.withEpisodes(episodes)).toList(),
        seed);
  }

  /** On another body, for the same controllers. */
  Verification withTask(Task changed) {
    return new Verification(changed, controllers, scenarios, seed);
  }

  public Verification withSeed(long newSeed) {
    return new Verification(task, controllers, scenarios, newSeed);
  }

  /** With these scenarios alone; their draws stay what they are. */
  public Verification withScenarios(List<Scenario> some) {
    return new Verification(task, controllers, some, seed);
  }

  /** Runs all episodes. */
  public VerificationResult run() {
    return run(Means.of(task)).orElseThrow();
  }

  /** Runs all episodes; nothing if it was told to stop. */
  public Optional<VerificationResult> run(Means means) {
    EpisodeRunner runner = new EpisodeRunner(task, controllers, means.plants());
    List<ScenarioResult> results = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(means.threads(), Verification::daemon);
    try {
      for (Scenario scenario : scenarios) {
        for (Condition condition : scenario.conditions()) {
          ScenarioResult result = run(scenario, condition, runner, threads, means.stop());
          results.add(result);
          means.progress().accept(result);
        }
      }
    } catch (CancellationException e) {
      return Optional.empty();
    } finally {
      threads.shutdownNow();
    }
    return Optional.of(new VerificationResult(task.name(), seed, results));
  }

  /** Runs one episode once more. */
  public EpisodeOutcome run(Scenario scenario, Condition condition, int episode, Means means) {
    return new EpisodeRunner(task, controllers, means.plants())
        .outcome(scenario, condition, episode, seedOf(scenario, condition, episode));
  }

  private long seedOf(Scenario scenario, Condition condition, int episode) {
    return Draws.episodeSeed(seed, scenario.name(), condition.name(), episode);
  }

  private ScenarioResult run(
      Scenario scenario,
      Condition condition,
      EpisodeRunner runner,
      ExecutorService threads,
      BooleanSupplier stop) {
    long begin = System.nanoTime();
    List<Future<EpisodeOutcome>> running = new ArrayList<>();
    for (int i = 0; i < scenario.trial().episodes(); i++) {
      int episode = i;
      running.add(threads.submit(() -> {
        if (stop.getAsBoolean()) {
          throw new CancellationException();
        }
        return runner.outcome(scenario, condition, episode, seedOf(scenario, condition, episode));
      }));
    }
    List<EpisodeOutcome> outcomes = new ArrayList<>();
    running.forEach(future -> outcomes.add(await(future)));
    return new ScenarioResult(
        scenario.name(),
        condition.name(),
        scenario.trial().requirement(),
        outcomes,
        (System.nanoTime() - begin) * 1e-9);
  }

  private static EpisodeOutcome await(Future<EpisodeOutcome> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while verifying", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "verify");
    thread.setDaemon(true);
    return thread;
  }
}
