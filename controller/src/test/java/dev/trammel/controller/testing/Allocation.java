package dev.trammel.controller.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a piece of code allocates on the heap of the calling thread. */
public final class Allocation {

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int MOST_ROUNDS = 30;

  private Allocation() {}

  /**
   * Bytes that so many calls allocate, all together, after as many calls of warm-up (which load
   * classes and let lazy fields settle): the least of many rounds, which end with the first that
   * allocates nothing. Vectors are objects until the code around them is compiled, which a busy
   * machine puts off, and where compiled code is replaced while it runs, the JVM itself may allocate
   * on the thread, once. Code that allocates does so in every round.
   *
   * @param code run at least 2·{@code calls} times on this thread
   */
  public static long bytes(Runnable code, int calls) {
    allocated(code, calls);
    long least = allocated(code, calls);
    for (int round = 1; round < MOST_ROUNDS && least > 0; round++) {
      least = Math.min(least, allocated(code, calls));
    }
    return least;
  }

  private static long allocated(Runnable code, int calls) {
    long before = THREAD.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      code.run();
    }
    return THREAD.getCurrentThreadAllocatedBytes() - before;
  }
}
