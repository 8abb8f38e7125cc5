package dev.trammel.hardware.remote;

/** Local time, and how to wait in it: as threads do, or as a test does that owns its time. */
interface Pace {

  /** Monotonic [µs]; begins anywhere. */
  long micros();

  /**
   * Waits until something may have changed.
   *
   * @param monitor held by the caller; notified of changes
   * @param atMost [µs], positive
   */
  void pause(Object monitor, long atMost);

  /** That of the calling thread. */
  static Pace ofThreads() {
    return new ThreadPace();
  }
}
