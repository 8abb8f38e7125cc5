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

  /** Does something again and again, about every 20 ms, on whatever thread. */
  Beat beat(Runnable work);

  /** Something that is done again and again. */
  @FunctionalInterface
  interface Beat extends AutoCloseable {

    /** Does not begin it again; it may be under way still. */
    @Override
    void close();
  }

  /** That of this process. */
  static Pace ofThreads() {
    return new ThreadPace();
  }
}
