package dev.trammel.hardware.emulated;

import dev.trammel.controller.linalg.Require;
import java.util.SplittableRandom;

/** A network that takes its time: when what is sent now arrives. It keeps the order. */
final class Delay {

  private static final double NANOS_PER_MILLI = 1e6;

  private final double latency;
  private final double jitter;
  private final SplittableRandom random;
  private long last = Long.MIN_VALUE;

  /**
   * @param latencyMillis mean delay, one way [ms]
   * @param jitterMillis how much more or less it may be [ms]
   */
  Delay(double latencyMillis, double jitterMillis, long seed) {
    latency = NANOS_PER_MILLI * Require.nonNegative(latencyMillis, "latency");
    jitter = NANOS_PER_MILLI * Require.nonNegative(jitterMillis, "jitter");
    random = new SplittableRandom(seed);
  }

  /** When it is there, on the clock of {@code nanos} [ns]. */
  synchronized long arrival(long nanos) {
    double delay = latency + jitter * (2 * random.nextDouble() - 1);
    long due = nanos + Math.round(Math.max(0, delay));
    last = last == Long.MIN_VALUE ? due : last + Math.max(0, due - last);
    return last;
  }
}
