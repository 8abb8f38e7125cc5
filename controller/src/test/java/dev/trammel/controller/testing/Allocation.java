package dev.trammel.controller.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a piece of code allocates on the heap of the calling thread. */
public final class Allocation {

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /**
   * Bytes that so many calls allocate, all together, after as many calls of warm-up (which load
   * classes and let lazy fields settle).
   *
   * @param code run 2·{@code calls} times on this thread
   */
  public static long bytes(Runnable code, int calls) {
    allocated(code, calls);
    return allocated(code, calls);
  }

  private static long allocated(Runnable code, int calls) {
    long before = THREAD.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      code.run();
    }
    return THREAD.getCurrentThreadAllocatedBytes() - before;
  }
}
