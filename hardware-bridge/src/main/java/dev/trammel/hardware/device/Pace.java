package dev.trammel.hardware.device;

/** The beat of the device's period, and whether it is kept. */
final class Pace {

  private static final int TOO_MANY = 3;

  private final long period;
  private long next;
  private boolean hasBegun;
  private int late;

  /** @param period [µs] */
  Pace(long period) {
    this.period = period;
  }

  /** Whether a cycle is due; it then counts as begun. Cycles that were missed are left out. */
  boolean beats(long now) {
    if (!hasBegun) {
      hasBegun = true;
      next = now;
    }
    if (now < next) {
      return false;
    }
    long behind = now - next;
    late = behind > period ? late + 1 : 0;
    next += period * (1 + behind / period);
    return true;
  }

  /** Whether three cycles in a row came later than a period. */
  boolean isLost() {
    return late >= TOO_MANY;
  }
}
