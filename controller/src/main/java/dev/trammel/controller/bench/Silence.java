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

  /** A robot that is not at rest so long after it gave up is cut off [s]. */
  private static final double LONGEST_STOP = 2;

  /** States come once a period: by so much of it a stop may seem shorter. */
  private static final double ALMOST = 0.99;

  /** It did not give up for as long as it was watched. */
  public static final String NONE = "NONE";

  public Silence {
    way = way.clone();
  }

  /** Whether it gave up at all. */
  public boolean gaveUp() {
    return !fault.equals(NONE);
  }

  /** Whether it came to rest by itself; where not, its actuators were cut off while it moved. */
  public boolean cameToRest() {
    return untilRest < ALMOST * LONGEST_STOP;
  }

  @Override
  public double[] way() {
    return way.clone();
  }
}
