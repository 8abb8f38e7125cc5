package dev.trammel.calibration.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Warming up: calls a kernel until the compiler has nothing left to do for it. While the process takes
 * CPU time beside the calling thread, something is being compiled; on a busy machine that can take
 * several times as long as on a calm one.
 */
final class Settling {

  private static final long WINDOW_NANOS = 400_000_000;

  /** What garbage collection may take of a window. */
  private static final double NEGLIGIBLE = 0.1;

  /** Beyond so many times the least duration it will not settle. */
  private static final int PATIENCE = 8;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private Settling() {}

  /**
   * Calls and calls.
   *
   * @param leastMillis how long at least
   */
  static void settle(Work work, long leastMillis) {
    long begin = System.nanoTime();
    long least = 1_000_000 * leastMillis;
    boolean settled = false;
    while (!settled || System.nanoTime() - begin < least) {
      settled = isQuiet(work);
      if (System.nanoTime() - begin > PATIENCE * least) {
        return;
      }
    }
  }

  /** Whether a window's calls had the process to themselves. */
  private static boolean isQuiet(Work work) {
    long begin = System.nanoTime();
    long others = otherNanos();
    do {
      work.run();
    } while (System.nanoTime() - begin < WINDOW_NANOS);
    return otherNanos() - others < NEGLIGIBLE * (System.nanoTime() - begin);
  }

  /** CPU time of the process's other threads. */
  private static long otherNanos() {
    return PROCESS.getProcessCpuTime() - THREAD.getCurrentThreadCpuTime();
  }
}
