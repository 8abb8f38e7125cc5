package dev.trammel.calibration.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Tells JMH what a call allocates. JMH's own profiler counts over a whole iteration, the harness
 * included; this one counts the thread's bytes over warm calls alone, after the last iteration.
 */
public final class AllocationProfiler implements InternalProfiler {

  static final String LABEL = "bytesPerCall";

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 3;
  private static final int MOST_CALLS = 200;
  private static final long ROUND_NANOS = 200_000_000;

  /** Of this process's kernel; NaN until it was counted. */
  private static volatile double bytesPerCall = Double.NaN;

  /**
   * Counts on the calling thread. The least of three rounds: where compiled code is replaced while
   * it runs, the JVM itself may allocate on the thread, once.
   */
  static void count(Work work) {
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      least = Math.min(least, bytesPerCall(work));
    }
    bytesPerCall = least;
  }

  private static double bytesPerCall(Work work) {
    long end = System.nanoTime() + ROUND_NANOS;
    long before = THREAD.getCurrentThreadAllocatedBytes();
    int calls = 0;
    do {
      work.run();
      calls++;
    } while (calls < MOST_CALLS && System.nanoTime() < end);
    return (THREAD.getCurrentThreadAllocatedBytes() - before) / (double) calls;
  }

  @Override
  public String getDescription() {
    return "bytes that a warm call allocates on its thread";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return Double.isNaN(bytesPerCall)
        ? List.of()
        : List.of(new ScalarResult(LABEL, bytesPerCall, "B", AggregationPolicy.AVG));
  }
}
