package dev.trammel.hardware.remote;

/** The clock of a device whose time passes by GRANT alone: what it last said stands. */
final class HeardTime implements DeviceClock {

  private long latest = -1;

  /** A record of the device says when it went [µs]. */
  void heard(long time) {
    latest = Math.max(latest, time);
  }

  @Override
  public long at(long local) {
    return Math.max(latest, 0);
  }

  @Override
  public long bound(long local) {
    return latest < 0 ? Long.MAX_VALUE : 0;
  }
}
