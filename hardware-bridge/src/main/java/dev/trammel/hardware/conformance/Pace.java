package dev.trammel.hardware.conformance;

/** How a prober waits: as threads do, or as a test does that owns its time. */
public interface Pace {

  /** Monotonic; begins anywhere [µs]. */
  long micros();

  /**
   * Waits until something may have changed, a few milliseconds at most.
   *
   * @param monitor held by the caller; notified of changes
   */
  void pause(Object monitor);
}
