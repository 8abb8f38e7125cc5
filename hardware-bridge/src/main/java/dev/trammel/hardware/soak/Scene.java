package dev.trammel.hardware.soak;

/** All that faults can befall, and where they are told of. */
record Scene(Site site, Subject subject, Intruder intruder, Diary diary, Slowest reconnected) {

  /** The longest of some times. */
  static final class Slowest {

    private long nanos;

    synchronized void took(long duration) {
      nanos = Math.max(nanos, duration);
    }

    /** [s] */
    synchronized double seconds() {
      return nanos / 1e9;
    }
  }
}
