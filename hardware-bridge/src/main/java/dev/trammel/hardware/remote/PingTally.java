package dev.trammel.hardware.remote;

import dev.trammel.hardware.wire.Report;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Pings that are under way, and how long the last ones took that were answered. */
final class PingTally {

  /** How many round trips are kept unless more are asked for. */
  private static final int KEPT = 256;

  /** A ping that has been under way for longer is not waited for [µs]. */
  private static final long LOST = 10_000_000;

  private final Map<Long, Long> underWay = new HashMap<>();
  private final Deque<Long> roundTrips = new ArrayDeque<>();
  private int most = KEPT;
  private int sent;

  /** Begins anew, and keeps so many round trips at least; what is under way does not count. */
  void begin(int keep) {
    underWay.clear();
    roundTrips.clear();
    most = Math.max(KEPT, keep);
    sent = 0;
  }

  /** A ping went, at this local time [µs]. */
  void sent(long sequence, long at) {
    underWay.values().removeIf(went -> at - went > LOST);
    underWay.put(sequence, at);
    sent++;
  }

  /**
   * A pong came.
   *
   * @param went when it left, by the device's clock [µs]
   * @param back when it came, by the local clock [µs]
   * @return nothing if its ping is not waited for
   */
  Optional<Exchange> answered(Report.Pong pong, long went, long back) {
    Long began = underWay.remove(pong.ping());
    if (began == null) {
      return Optional.empty();
    }
    Exchange exchange = new Exchange(began, pong.came(), went, back);
    roundTrips.add(exchange.back() - exchange.sent());
    if (roundTrips.size() > most) {
      roundTrips.remove();
    }
    return Optional.of(exchange);
  }

  /** Pings since {@link #begin}. */
  int sent() {
    return sent;
  }

  /** Pings that are waited for. */
  int unanswered() {
    return underWay.size();
  }

  /** Of those, the ones that went after a local time [µs]. */
  int unanswered(long after) {
    return Math.toIntExact(
        underWay.values().stream().filter(went -> went > after).count());
  }

  /** Of the last pings that were answered, the oldest first [µs]. */
  long[] roundTrips() {
    return roundTrips.stream().mapToLong(Long::longValue).toArray();
  }
}
