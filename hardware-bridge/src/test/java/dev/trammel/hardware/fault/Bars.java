package dev.trammel.hardware.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.fault.Tap.Found;
import dev.trammel.hardware.fault.Tap.Seen;
import dev.trammel.hardware.fault.Witness.Moment;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold whatever the network does, counted in ticks of the robot. */
final class Bars {

  private static final long NANOS = 1000;

  private Bars() {}

  /**
   * No setpoint acts at or after its expiry, none after a later one, none that was not sent, and
   * none that was sent longer ago than its deadline, by a clock that both sides share.
   *
   * @param said by controllers
   * @param deadlineMicros of commands [µs]
   */
  static void commandsActInTimeAndInOrder(
      List<Moment> moments, List<Seen> said, long deadlineMicros) {
    Map<Double, Integer> orders = new HashMap<>();
    List<Found<Request.Setpoint>> setpoints = Tap.records(said, Request.Setpoint.class);
    for (int i = 0; i < setpoints.size(); i++) {
      assertThat(orders.put(setpoints.get(i).body().action()[0], i)).isNull();
    }
    long start = start(moments);
    int last = 0;
    for (Moment moment : moments) {
      if (moment.moves()) {
        assertThat(orders).containsKey(moment.effort());
        int order = orders.getOrDefault(moment.effort(), -1);
        Found<Request.Setpoint> setpoint = setpoints.get(order);
        assertThat(order).isGreaterThanOrEqualTo(last);
        assertThat(moment.micros()).isLessThan(setpoint.header().expiry());
        assertThat(moment.micros() - (setpoint.nanos() - start) / NANOS)
            .isLessThanOrEqualTo(deadlineMicros);
        last = order;
      }
    }
  }

  /**
   * No setpoint that was heard acts at or after its expiry. Where it was said is not asked.
   *
   * @param heard by the robot
   */
  static void setpointsActInTime(List<Moment> moments, List<Seen> heard) {
    Map<Double, Long> expiries = new HashMap<>();
    Tap.records(heard, Request.Setpoint.class)
        .forEach(found -> expiries.put(found.body().action()[0], found.header().expiry()));
    for (Moment moment : moments) {
      assertThat(moment.micros())
          .isLessThan(expiries.getOrDefault(moment.effort(), Long.MAX_VALUE));
    }
  }

  /** When the robot's clock began, by this machine's [ns]: each tick says it, a little too late. */
  static long start(List<Moment> moments) {
    return moments.stream()
        .mapToLong(moment -> moment.nanos() - NANOS * moment.micros())
        .min()
        .orElseThrow();
  }

  /**
   * Nothing moves at a tick later than the lease after the controller was last heard.
   *
   * @param heard by the robot
   * @param leaseMicros how long it holds [µs]
   */
  static void movesOnlyUnderALease(List<Moment> moments, List<Seen> heard, long leaseMicros) {
    long start = start(moments);
    List<Seen> signs = inOrder(heard).stream()
        .filter(seen -> isSign(seen, (seen.nanos() - start) / NANOS))
        .toList();
    int next = 0;
    long until = Long.MIN_VALUE;
    for (int i = 0; i < moments.size(); i++) {
      // what comes is looked at before one of the next two ticks
      while (next < signs.size() && signs.get(next).nanos() <= moments.get(i).nanos()) {
        until = moments.get(Math.min(i + 1, moments.size() - 1)).micros() + leaseMicros;
        next++;
      }
      assertThat(moments.get(i).moves() && moments.get(i).micros() >= until).isFalse();
    }
  }

  private static boolean isSign(Seen seen, long micros) {
    return seen.frame().filter(frame -> frame.header().expiry() > micros).isPresent();
  }

  /** Records of a session that come after all before them on their topic. */
  private static List<Seen> inOrder(List<Seen> heard) {
    Map<String, Long> last = new HashMap<>();
    List<Seen> good = new ArrayList<>();
    for (Seen seen : ofSessions(heard)) {
      Frame frame = seen.frame().orElseThrow();
      String where = frame.header().session() + seen.topic();
      long sequence = frame.header().sequence();
      if (sequence > last.getOrDefault(where, 0L)) {
        last.put(where, sequence);
        good.add(seen);
      }
    }
    return good;
  }

  private static List<Seen> ofSessions(List<Seen> heard) {
    return heard.stream()
        .filter(seen -> seen.frame().filter(f -> f.header().session() != 0).isPresent())
        .toList();
  }

  /** How many sequences of sessions were skipped before later ones came. */
  static long gaps(List<Seen> heard) {
    Map<String, Long> last = new HashMap<>();
    List<Seen> good = inOrder(heard);
    for (Seen seen : good) {
      Frame frame = seen.frame().orElseThrow();
      last.put(frame.header().session() + seen.topic(), frame.header().sequence());
    }
    return last.values().stream().mapToLong(Long::longValue).sum() - good.size();
  }

  /** How many records of sessions came again or too late for their order. */
  static int disorder(List<Seen> heard) {
    return ofSessions(heard).size() - inOrder(heard).size();
  }

  /** Nothing moves at any tick after this [ns]. */
  static void staysStill(List<Moment> moments, long afterNanos) {
    assertThat(moments.stream().filter(m -> m.nanos() > afterNanos && m.moves()))
        .isEmpty();
  }

  /** Whether anything moved at all: else a bar above would say nothing. */
  static void moved(List<Moment> moments) {
    assertThat(moments.stream().anyMatch(Moment::moves)).isTrue();
  }
}
