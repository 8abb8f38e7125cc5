package dev.trammel.hardware.remote;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Nonces for LEASE, which a device takes only if they grow: the wall clock's microseconds, each
 * once, so that they grow over programs and users as well. Where the clock of another machine is
 * ahead, the device says what the last one was, and the next is greater. Unsigned.
 */
public final class LeaseNonces {

  private static final AtomicLong LAST = new AtomicLong();

  private LeaseNonces() {}

  /** One that is greater than all before. */
  public static long next() {
    return nextAfter(0);
  }

  /** One that is also greater than this one, which a device has seen. */
  static long nextAfter(long known) {
    long clock = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return LAST.updateAndGet(last -> greater(greater(last, known) + 1, clock));
  }

  private static long greater(long a, long b) {
    return Long.compareUnsigned(a, b) > 0 ? a : b;
  }
}
