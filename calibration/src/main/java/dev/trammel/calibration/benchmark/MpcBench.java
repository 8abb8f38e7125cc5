package dev.trammel.calibration.benchmark;

import dev.trammel.controller.control.LatencyHistogram;
import dev.trammel.controller.linalg.Kernels;

/**
 * Times plans one by one, with plain sweeps of the same size in between, in one process and on one
 * thread, so that whatever slows the machine down slows both.
 */
final class MpcBench {

  private static final int BLOCK = 100;

  private final ProblemSize size;
  private final PlanWork plans;
  private final Work sweep;

  MpcBench(ProblemSize size, Kernels kernels) {
    this.size = size;
    plans = new PlanWork(size, kernels);
    sweep = SweepWork.backward(size, kernels);
  }

  /** Lets the compiler settle. */
  void warmUp(int millis) {
    Settling.settle(sweep, millis);
    Settling.settle(plans, millis);
  }

  /**
   * Measures.
   *
   * @param steps plans to make
   */
  MpcResult measure(int steps, boolean busy) {
    LatencyHistogram planning = new LatencyHistogram();
    LatencyHistogram sweeping = new LatencyHistogram();
    if (busy) {
      BusyCore other = new BusyCore();
      try {
        measure(steps, planning, sweeping);
      } finally {
        other.stop();
      }
    } else {
      measure(steps, planning, sweeping);
    }
    return new MpcResult(
        size, busy, planning, sweeping, plans.sweepsPerPlan(), plans.partAtLimit());
  }

  private void measure(int steps, LatencyHistogram planning, LatencyHistogram sweeping) {
    for (int done = 0; done < steps; done += BLOCK) {
      int count = Math.min(BLOCK, steps - done);
      for (int i = 0; i < count; i++) {
        long from = System.nanoTime();
        plans.plan();
        planning.add(System.nanoTime() - from);
        plans.move();
      }
      for (int i = 0; i < count; i++) {
        long from = System.nanoTime();
        sweep.run();
        sweeping.add(System.nanoTime() - from);
      }
    }
  }
}
