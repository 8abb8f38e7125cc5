package dev.trammel.controller.control;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Time of the world: cycles begin a period apart by the host's monotonic clock, counted from the
 * first one of the episode. What came late is not caught up with by cycles in a hurry: from a cycle
 * that is late by a period or more the others are counted anew.
 */
final class PacedClock implements Clock {

  private static final double NANOS = 1e9;

  private final long period;
  private final LongSupplier nanos;
  private final LongConsumer sleep;
  private long due;

  /**
   * @param period [s]
   * @param nanos the host's time
   * @param sleep waits for about so many nanoseconds, or less
   */
  PacedClock(double period, LongSupplier nanos, LongConsumer sleep) {
    this.period = Math.round(period * NANOS);
    this.nanos = nanos;
    this.sleep = sleep;
  }

  @RealTime
  @Override
  public void awaitCycle(int step) {
    long now = nanos.getAsLong();
    if (step == 0 || now - due >= 2 * period) {
      due = now;
      return;
    }
    due += period;
    while (now < due) {
      sleep.accept(due - now);
      now = nanos.getAsLong();
    }
  }
}
