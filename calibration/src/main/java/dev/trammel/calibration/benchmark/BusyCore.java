package dev.trammel.calibration.benchmark;

/** Keeps another core busy with arithmetic and memory until it is stopped. */
final class BusyCore {

  private static final int MEMORY = 1 << 20;

  private final Thread thread = new Thread(this::work, "busy");
  private volatile boolean stopped;
  private volatile double result;

  BusyCore() {
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    double[] memory = new double[MEMORY];
    double sum = 0;
    while (!stopped) {
      for (int i = 0; i < MEMORY; i++) {
        sum += memory[i] * 0.5 + i;
        memory[i] = sum - Math.rint(sum);
      }
      result = sum;
    }
  }

  /** Ends, and answers what was computed, so that it is. */
  void stop() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (Double.isNaN(result)) {
      throw new IllegalStateException("the busy core must compute numbers, had NaN");
    }
  }
}
