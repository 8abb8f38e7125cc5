package dev.trammel.hardware.remote;

import dev.trammel.controller.bench.Silence;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What a robot's STATEs tell of the last sign of life that it heard, of when it gave up, and of how
 * it came to rest, all by its own clock. They come with the lock of what is heard held.
 */
final class LastWords {

  private static final double MICRO = 1e-6;

  private final long period;
  private final int[] positions;
  private final double[] way;
  private Hearing.@Nullable Heard last;
  private Hearing.@Nullable Heard givenUp;
  private Hearing.@Nullable Heard atRest;
  private long beforeGivenUp;
  private long earliest;
  private long latest;
  private boolean isKnown;

  /**
   * @param period of the device [µs]
   * @param positions sensors of joints' positions
   */
  LastWords(long period, int[] positions) {
    this.period = period;
    this.positions = positions.clone();
    way = new double[positions.length];
  }

  /** Takes the next STATE in. */
  void heard(Hearing.Heard now) {
    if (givenUp == null) {
      attend(now);
    }
    if (givenUp != null && atRest == null) {
      measure(givenUp, now);
    }
    last = now;
  }

  private void attend(Hearing.Heard now) {
    long before = last == null ? now.sent() : last.sent();
    if (last != null && !isKnown && accepted(now) != accepted(last)) {
      earliest = before;
      latest = now.sent();
    }
    if (fault(now) != Fault.NONE) {
      givenUp = now;
      beforeGivenUp = before;
    }
  }

  private void measure(Hearing.Heard from, Hearing.Heard now) {
    for (int i = 0; i < way.length; i++) {
      double gone = now.state().sensors()[positions[i]] - from.state().sensors()[positions[i]];
      way[i] = Math.max(way[i], Math.abs(gone));
    }
    if (now.state().condition().state() == DeviceState.FAULT) {
      atRest = now;
    }
  }

  private static long accepted(Hearing.Heard heard) {
    return heard.state().counters().accepted();
  }

  private static Fault fault(Hearing.Heard heard) {
    return heard.state().condition().fault();
  }

  /** How much the robot has accepted so far. */
  long accepted() {
    return last == null ? 0 : accepted(last);
  }

  /** The last sign of life was heard within this time, whatever else its counter says [µs]. */
  void isBetween(long from, long to) {
    earliest = from;
    latest = to;
    isKnown = true;
  }

  /** What raised its counter last was the last sign of life, and was not sent before this [µs]. */
  void isAfter(long sent) {
    isBetween(Math.min(latest, Math.max(earliest, sent)), latest);
  }

  /**
   * Whether it goes on so long after the last sign of life, in the same session and without a fault.
   *
   * @param session of whoever has fallen silent
   * @param silence by the robot's clock [µs]
   */
  boolean goesOn(long session, long silence) {
    return givenUp == null
        && last != null
        && last.state().session() == session
        && last.sent() >= latest + silence;
  }

  boolean isOver() {
    return atRest != null;
  }

  /** By what it ended; once it is over. */
  Fault fault() {
    return givenUp == null ? Fault.NONE : fault(givenUp);
  }

  /**
   * All of it, once it is over, or the robot was seen to go on without end.
   *
   * @param lease how long it had been told to put up with silence [µs]
   */
  Silence silence(long lease) {
    double heardAt = 0.5 * (earliest + latest);
    if (last != null && givenUp == null) {
      // so long at least
      return new Silence(
          MICRO * lease, MICRO * (last.sent() - heardAt), 0, 0, way, Fault.NONE.name());
    }
    if (givenUp == null || atRest == null) {
      throw new IllegalStateException("a silence must be over before it is told of");
    }
    // a STATE comes at once with a change; the more of them were lost, the less is known
    long late = Math.max(0, givenUp.sent() - beforeGivenUp - period);
    return new Silence(
        MICRO * lease,
        MICRO * (givenUp.sent() - heardAt),
        MICRO * (atRest.sent() - givenUp.sent()),
        MICRO * (0.5 * (latest - earliest) + late),
        way,
        fault().name());
  }
}
