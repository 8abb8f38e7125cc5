package dev.trammel.calibration.benchmark;

/** Keeps another core busy with arithmetic and memory until it is closed. */
final class BusyCore implements AutoCloseable {

  private static final int MEMORY = 1 << 20;

  private final Thread thread = new Thread(this::work, "busy");
  private volatile boolean closed;
  private volatile double result;

  BusyCore() {
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    double[] memory = new double[MEMORY];
    double sum = 0;
    while (!closed) {
      for (int i = 0; i < MEMORY; i++) {
        sum += memory[i] * 0.5 + i;
        memory[i] = sum - Math.rint(sum);
      }
      result = sum;
    }
  }

  /** Ends, and answers what was computed, so that it is. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
    if (Double.isNaN(result)) {
      throw new IllegalStateException("the busy core must compute numbers, had NaN");
    }
  }
}
