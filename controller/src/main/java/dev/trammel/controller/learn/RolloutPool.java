package dev.trammel.controller.learn;

import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.plant.Bodies;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeStore;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Runs episodes on one long-lived thread per worker, each with a body of its own. What comes back
 * does not depend on the number of workers.
 */
public final class RolloutPool implements AutoCloseable {

  private final List<ExecutorService> threads = new ArrayList<>();
  private final List<RolloutWorker> workers = new ArrayList<>();
  private final int learners;
  private final EpisodeStore store;
  private final BooleanSupplier stop;

  /**
   * Starts the workers; bodies are built when the first episode needs them.
   *
   * @param plants builds a body; where there is but one, one thread runs the episodes
   * @param learners number of threads for whatever runs no episode, and for episodes at most
   * @param store asked before an episode is run, and given each one that was
   * @param stop when true, no further episode begins
   */
  public RolloutPool(
      Task task, Bodies plants, int learners, EpisodeStore store, BooleanSupplier stop) {
    Require.atLeast(learners, 1, "threads");
    this.learners = learners;
    this.store = store;
    this.stop = stop;
    for (int i = 0; i < Math.min(learners, plants.most()); i++) {
      String name = "rollout-" + i;
      threads.add(Executors.newSingleThreadExecutor(work -> daemon(work, name)));
      workers.add(new RolloutWorker(task, plants));
    }
  }

  /** What compiling the control cycle took, on the slowest worker that ran an episode. */
  public Optional<WarmUpReport> warmUp() {
    return workers.stream()
        .flatMap(worker -> worker.warmUp().stream())
        .max(Comparator.comparingDouble(WarmUpReport::seconds));
  }

  /** Number of threads that learning may use. */
  int threads() {
    return learners;
  }

  /**
   * Runs episodes.
   *
   * @return the trajectories in the order of the rollouts; nothing if it was told to stop before
   *     the last one was run
   */
  Optional<List<Trajectory>> run(List<Rollout> rollouts) {
    Trajectory[] results = new Trajectory[rollouts.size()];
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int w = 0; w < Math.min(workers.size(), rollouts.size()); w++) {
      RolloutWorker worker = workers.get(w);
      running.add(threads.get(w).submit(() -> work(worker, rollouts, next, results)));
    }
    running.forEach(Parallel::await);
    List<Trajectory> done = new ArrayList<>();
    for (Trajectory result : results) {
      if (result == null) {
        return Optional.empty();
      }
      done.add(result);
    }
    return Optional.of(done);
  }

  /** Takes rollouts one by one; when one of them fails, no worker begins another. */
  private void work(
      RolloutWorker worker, List<Rollout> rollouts, AtomicInteger next, Trajectory[] results) {
    try {
      runAll(worker, rollouts, next, results);
    } catch (RuntimeException | Error failure) {
      next.set(results.length);
      throw failure;
    }
  }

  private void runAll(
      RolloutWorker worker, List<Rollout> rollouts, AtomicInteger next, Trajectory[] results) {
    for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
      if (stop.getAsBoolean()) {
        return;
      }
      Rollout rollout = rollouts.get(i);
      Optional<Trajectory> kept = store.find(rollout.id());
      if (kept.isPresent()) {
        results[i] = kept.get();
      } else {
        results[i] = worker.run(rollout);
        store.keep(rollout.id(), rollout.start(), results[i]);
      }
    }
  }

  /** Closes every body on the thread that opened it, and ends the threads. */
  @Override
  public void close() {
    List<Future<?>> closing = new ArrayList<>();
    for (int w = 0; w < workers.size(); w++) {
      closing.add(threads.get(w).submit(workers.get(w)::close));
    }
    closing.forEach(Parallel::await);
    threads.forEach(ExecutorService::shutdown);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
