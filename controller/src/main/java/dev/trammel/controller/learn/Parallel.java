package dev.trammel.controller.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Computes things that do not depend on each other at the same time. Threads live as long as the
 * work, which is milliseconds and more; the calling one takes its share.
 */
final class Parallel {

  private Parallel() {}

  /**
   * Computes everything.
   *
   * @param work to be done, each on any thread
   * @param threads at most so many at once, the calling one among them
   * @return the results in the order of the work
   * @throws RuntimeException what the first one that failed threw
   */
  static <T> List<T> compute(List<Callable<T>> work, int threads) {
    List<FutureTask<T>> tasks = work.stream().map(FutureTask::new).toList();
    AtomicInteger next = new AtomicInteger();
    Runnable share = () -> {
      for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
        tasks.get(i).run();
      }
    };
    for (int helper = 1; helper < Math.min(threads, tasks.size()); helper++) {
      Thread thread = new Thread(share, "learning-" + helper);
      thread.setDaemon(true);
      thread.start();
    }
    share.run();
    List<T> results = new ArrayList<>();
    tasks.forEach(task -> results.add(await(task)));
    return results;
  }

  /**
   * Computes something of each entry of a list.
   *
   * @param work may be called from any thread
   * @return the results in the order of the list
   */
  static <S, T> List<T> map(List<S> over, Function<S, T> work, int threads) {
    List<Callable<T>> calls = new ArrayList<>();
    over.forEach(each -> calls.add(() -> work.apply(each)));
    return compute(calls, threads);
  }

  /** The result of what another thread computes, or its failure. */
  static <T> T await(Future<T> result) {
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while learning", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
