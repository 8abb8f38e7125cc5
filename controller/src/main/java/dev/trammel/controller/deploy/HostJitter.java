package dev.trammel.controller.deploy;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How late this host wakes a thread that asked to be woken: what no controller on it can make good.
 *
 * @param median [s]
 * @param p99 [s]
 * @param greatest [s]
 * @param wakes number that were measured
 */
public record HostJitter(double median, double p99, double greatest, int wakes) {

  private static final double NANOS = 1e9;

  /** Sleeps again and again on the calling thread; takes as long as all of it together. */
  public static HostJitter measure(double interval, int wakes) {
    return measure(interval, wakes, System::nanoTime, LockSupport::parkNanos);
  }

  static HostJitter measure(double interval, int wakes, LongSupplier nanos, LongConsumer sleep) {
    double[] late = new double[wakes];
    for (int i = 0; i < wakes; i++) {
      long due = nanos.getAsLong() + Math.round(interval * NANOS);
      for (long now = nanos.getAsLong(); now < due; now = nanos.getAsLong()) {
        sleep.accept(due - now);
      }
      late[i] = (nanos.getAsLong() - due) / NANOS;
    }
    Arrays.sort(late);
    return new HostJitter(
        late[wakes / 2], late[(int) Math.floor(0.99 * (wakes - 1))], late[wakes - 1], wakes);
  }
}
