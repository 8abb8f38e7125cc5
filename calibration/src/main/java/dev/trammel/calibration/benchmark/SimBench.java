package dev.trammel.calibration.benchmark;

import dev.trammel.controller.spi.PlantProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Measures a body on one thread and on two at once, in turn, so that whatever else the machine does
 * meets both alike. Each thread owns a body and keeps it.
 */
final class SimBench implements AutoCloseable {

  private static final int THREADS = 2;

  private final SimBody body;
  private final PlantProvider provider;
  private final List<ExecutorService> threads = new ArrayList<>();
  private final List<SimWorker> workers = new ArrayList<>();

  SimBench(SimBody body, PlantProvider provider) throws InterruptedException {
    this.body = body;
    this.provider = provider;
    for (int i = 0; i < THREADS; i++) {
      threads.add(Executors.newSingleThreadExecutor());
    }
    for (int i = 0; i < THREADS; i++) {
      long seed = i;
      workers.add(result(threads.get(i).submit(() -> open(seed))));
    }
  }

  private SimWorker open(long seed) {
    return new SimWorker(body, provider.create(body.settings()), seed);
  }

  /**
   * Measures.
   *
   * @param warmups episodes of each thread that do not count
   * @param episodes of each thread in a repetition
   * @param progress told the number of each repetition as it begins
   */
  SimResult measure(int warmups, int episodes, int repetitions, IntConsumer progress)
      throws InterruptedException {
    run(workers, warmups);
    List<SimResult.Repetition> found = new ArrayList<>();
    for (int k = 0; k < repetitions; k++) {
      progress.accept(k);
      double alone = run(List.of(workers.get(k % THREADS)), episodes);
      double together = run(workers, episodes);
      found.add(new SimResult.Repetition(alone, together));
    }
    return new SimResult(body, found);
  }

  /** Mean CPU seconds per step of the workers, at once. */
  private double run(List<SimWorker> some, int episodes) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(some.size());
    CountDownLatch done = new CountDownLatch(some.size());
    List<Future<Double>> running = new ArrayList<>();
    for (SimWorker worker : some) {
      Callable<Double> work = () -> worker.run(episodes, ready, done);
      running.add(threads.get(workers.indexOf(worker)).submit(work));
    }
    double sum = 0;
    for (Future<Double> future : running) {
      sum += result(future);
    }
    return sum / some.size();
  }

  private static <R> R result(Future<R> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a simulation failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < workers.size(); i++) {
      threads.get(i).execute(workers.get(i)::close);
    }
    threads.forEach(ExecutorService::shutdown);
  }
}
