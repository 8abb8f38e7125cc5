package dev.trammel.hardware.remote;

import dev.trammel.controller.bench.LinkMeasurement;
import dev.trammel.controller.linalg.Require;
import dev.trammel.hardware.wire.Request;
import java.util.Arrays;

/** Follows a device's clock, and measures how long answers take. */
final class Pings {

  private static final long SYNCHRONISED = 5_000_000;
  private static final long BETWEEN = 5_000;

  /** The next ping does not wait for longer for the answer of the one before [µs]. */
  private static final long PATIENCE = 250_000;

  private static final long BETWEEN_MANY = 1_000;
  private static final int MOST_UNDER_WAY = 32;
  private static final double MICRO = 1e-6;

  private final Session session;
  private final Hearing hearing;
  private final Outbox outbox;
  private final Pace pace;
  private volatile boolean isMeasuring;

  Pings(Session session, Outbox outbox) {
    this.session = session;
    this.outbox = outbox;
    hearing = session.hearing();
    pace = session.pace();
  }

  /** One more for the clock, unless plenty go anyway. */
  void follow() {
    if (!isMeasuring) {
      ping();
    }
  }

  void ping() {
    synchronized (hearing) {
      long at = pace.micros();
      outbox
          .send(new Request.Ping(), Session.ANSWER)
          .ifPresent(sequence -> hearing.pinged(sequence, at));
    }
  }

  /**
   * Pings until the device's clock is known to a bound [µs], one at a time: more would wait behind
   * each other where a machine is slow, and tell of that.
   */
  void synchronise(long bound) {
    long until = pace.micros() + SYNCHRONISED;
    while (hearing.clockBound() > bound && pace.micros() < until) {
      ping();
      hearing.await(() -> hearing.clockBound() <= bound, pace.micros() + BETWEEN);
      hearing.await(
          () -> hearing.clockBound() <= bound || hearing.unanswered() == 0,
          pace.micros() + PATIENCE);
    }
    if (hearing.clockBound() > bound) {
      throw session
          .trouble()
          .of(
              "follow its clock",
              "it is known to " + RoundTrips.inWords(hearing.clockBound()) + " only, needed are "
                  + RoundTrips.inWords(bound),
              "check the network, or unburden this machine");
    }
  }

  /** Pings that may be answered still; what is older is lost. */
  private int underWay() {
    return hearing.unanswered(pace.micros() - PATIENCE);
  }

  /**
   * How long answers take at a rate.
   *
   * @param count of pings
   * @param every between two of them [µs]
   */
  RoundTrips measure(int count, long every) {
    hearing.forgetPings(count);
    for (int i = 0; i < count; i++) {
      long next = pace.micros() + every;
      ping();
      session.await(() -> false, next);
    }
    session.await(() -> hearing.unanswered() == 0, pace.micros() + Session.ANSWER);
    long[] answered = hearing.roundTrips();
    long[] all = Arrays.copyOf(answered, answered.length + hearing.unanswered());
    Arrays.fill(all, answered.length, all.length, RoundTrips.NEVER);
    return new RoundTrips(all);
  }

  /**
   * How the way to the device is: many pings, one each millisecond, or fewer where the answers come
   * late, so that none waits behind others.
   *
   * @param count of pings
   */
  LinkMeasurement measureLink(int count) {
    Require.atLeast(count, 1, "pings");
    hearing.forgetPings(count);
    isMeasuring = true;
    try {
      for (int i = 0; i < count; i++) {
        long next = pace.micros() + BETWEEN_MANY;
        ping();
        session.await(() -> false, next);
        session.await(() -> underWay() < MOST_UNDER_WAY, next + PATIENCE);
      }
      session.await(() -> hearing.unanswered() == 0, pace.micros() + Session.ANSWER);
    } finally {
      isMeasuring = false;
    }
    synchronized (hearing) {
      double[] seconds =
          Arrays.stream(hearing.roundTrips()).mapToDouble(t -> MICRO * t).toArray();
      return new LinkMeasurement(
          seconds,
          hearing.pings() - seconds.length,
          MICRO * (hearing.deviceTime() - pace.micros()),
          MICRO * hearing.clockBound());
    }
  }
}
