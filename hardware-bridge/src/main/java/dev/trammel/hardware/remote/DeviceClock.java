package dev.trammel.hardware.remote;

/** What is known of a device's clock. */
interface DeviceClock {

  /** The device's time [µs] at a local time [µs]. */
  long at(long local);

  /** How wrong that is at most [µs]; {@link Long#MAX_VALUE} while nothing is known. */
  long bound(long local);
}
