package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What JMH runs: one network in a process of its own. */
public class PolicyBenchmark {

  /** The network that this process measures. */
  // JMH calls prepare before all else
  @SuppressWarnings("NullAway.Init")
  @State(Scope.Thread)
  public static class Fork {

    /** A constant of {@link PolicyLine}. */
    @Param("RELU")
    public String line = "";

    /** A name of {@link Kernels}. */
    @Param("rows")
    public String kernels = "";

    /** As {@link Pace} has it. */
    @Param("0")
    public int warmUpMillis;

    Work work;

    @Setup
    public void prepare() {
      work = PolicyLine.valueOf(line).prepare(Kernels.named(kernels));
      Settling.settle(work, warmUpMillis);
    }

    @TearDown
    public void countAllocation() {
      AllocationProfiler.count(work);
    }
  }

  /** One call. */
  @Benchmark
  public void call(Fork fork) {
    fork.work.run();
  }
}
