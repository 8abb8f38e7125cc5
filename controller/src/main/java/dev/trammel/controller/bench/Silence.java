package dev.trammel.controller.bench;

/**
 * What a robot did when nothing was heard from its controller any more, by its own clock.
 *
 * @param lease how long it had been told to put up with that [s]
 * @param untilFault from the last sign of life that it can have heard to when it gave the motion up;
 *     so long at least, where it did not [s]
 * @param untilRest from there until it was at rest [s]
 * @param bound by how much the first is wrong at most [s]
 * @param way m or rad, how far each joint went from the fault to rest, one per position sensor
 * @param fault what it said: {@link #WATCHDOG} of a sound robot, {@link #NONE} where it went on
 */
public record Silence(
    double lease, double untilFault, double untilRest, double bound, double[] way, String fault) {

  /** The robot gave up since it had heard nothing for its lease. */
  public static final String WATCHDOG = "LEASE";

  /** It did not give up for as long as it was watched. */
  public static final String NONE = "NONE";

  public Silence {
    way = way.clone();
  }

  /** Whether it gave up at all. */
  public boolean gaveUp() {
    return !fault.equals(NONE);
  }

  @Override
  public double[] way() {
    return way.clone();
  }
}
