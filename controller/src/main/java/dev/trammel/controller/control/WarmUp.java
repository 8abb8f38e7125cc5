package dev.trammel.controller.control;

import com.sun.management.ThreadMXBean;
import dev.trammel.controller.linalg.Require;
import java.lang.management.ManagementFactory;

/**
 * Calls code until the JVM has compiled it: for some rounds in a row it allocates nothing and gets
 * no faster. Until then code that computes with vectors makes an object of each.
 */
public final class WarmUp {

  static final long ROUND_NANOS = 25_000_000;
  static final int QUIET_ROUNDS = 4;

  /** Rounds that take less than this part of the best time before are faster ones. */
  private static final double FASTER = 0.9;

  private static final double NANOS = 1e9;

  private final double limit;
  private final Meter meter;

  /** What is measured, on the calling thread. */
  interface Meter {

    long nanos();

    /** Allocated on the heap since the thread began. */
    long bytes();

    static Meter ofThread() {
      ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      return new Meter() {

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long bytes() {
          return thread.getCurrentThreadAllocatedBytes();
        }
      };
    }
  }

  /**
   * A warm-up of bounded length.
   *
   * @param limit after which code counts as not settled [s]
   */
  public WarmUp(double limit) {
    this(limit, Meter.ofThread());
  }

  WarmUp(double limit, Meter meter) {
    this.limit = Require.positive(limit, "limit of the warm-up");
    this.meter = meter;
  }

  /**
   * Calls code until it has settled, or until the limit.
   *
   * @param what the code is, for people
   * @param code that leaves nothing behind that matters; called on this thread
   */
  public WarmUpReport run(String what, Runnable code) {
    return run(what, () -> {}, code);
  }

  /**
   * Does something once, then calls code until it has settled, or until the limit.
   *
   * @param first counts as part of the warm-up, and is not asked to settle
   */
  WarmUpReport run(String what, Runnable first, Runnable code) {
    long begin = meter.nanos();
    first.run();
    double best = Double.POSITIVE_INFINITY;
    long calls = 0;
    int quiet = 0;
    while (true) {
      long bytes = meter.bytes();
      long from = meter.nanos();
      long now = from;
      long round = 0;
      while (now - from < ROUND_NANOS) {
        code.run();
        round++;
        now = meter.nanos();
      }
      bytes = meter.bytes() - bytes;
      calls += round;
      double nanosPerCall = (double) (now - from) / round;
      quiet = bytes == 0 && nanosPerCall > FASTER * best ? quiet + 1 : 0;
      best = Math.min(best, nanosPerCall);
      double seconds = (now - begin) / NANOS;
      if (quiet == QUIET_ROUNDS || seconds >= limit) {
        return new WarmUpReport(
            what,
            seconds,
            calls,
            nanosPerCall / NANOS,
            (double) bytes / round,
            quiet == QUIET_ROUNDS);
      }
    }
  }
}
