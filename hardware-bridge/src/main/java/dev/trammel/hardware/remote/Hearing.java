package dev.trammel.hardware.remote;

import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Refusal;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What has been heard of a device. Records that are not understood, or that are of another layout
 * than its birth's, are counted and otherwise as if they had never come. It is the monitor that a
 * session waits on; every method may be called from any thread.
 */
final class Hearing implements LinkListener {

  /** How many of the last round trips are kept. */
  private static final int ROUND_TRIPS = 256;

  /** A ping that has been under way for longer is not waited for [µs]. */
  private static final long LOST = 10_000_000;

  private final Topics topics;
  private final String user;
  private final Pace pace;
  private final List<Call> calls = new ArrayList<>();
  private final Map<Long, Long> pings = new HashMap<>();
  private final Deque<Long> roundTrips = new ArrayDeque<>();
  private final ClockOffset offset = new ClockOffset();
  private final HeardTime heardTime = new HeardTime();
  private @Nullable Birth birth;
  private @Nullable Refusal badBirth;
  private @Nullable Conn conn;
  private @Nullable Heard state;
  private @Nullable LogPieces log;
  private @Nullable LinkException trouble;
  private boolean connected;
  private long silentSince;
  private long garbled;

  /**
   * A STATE and when it came.
   *
   * @param at local time [µs]
   * @param sent by the device's clock [µs]
   */
  record Heard(Report.State state, long at, long sent) {}

  Hearing(Topics topics, String user, Pace pace) {
    this.topics = topics;
    this.user = user;
    this.pace = pace;
    silentSince = pace.micros();
  }

  @Override
  public synchronized void received(String topic, byte[] payload, boolean retained) {
    if (topic.equals(topics.birth())) {
      born(Birth.decode(payload));
    } else if (topic.equals(topics.conn())) {
      if (Conn.decode(payload) instanceof Decoded.Valid<Conn> said) {
        conn = said.value();
      }
    } else if (!retained && isForThisUser(topic)) {
      open(payload);
    }
    notifyAll();
  }

  private boolean isForThisUser(String topic) {
    return topic.equals(topics.state())
        || topic.equals(topics.ack(user))
        || topic.equals(topics.log(user))
        || topic.equals(topics.pong(user));
  }

  private void born(Decoded<Birth> said) {
    if (said instanceof Decoded.Valid<Birth> valid) {
      birth = valid.value();
      badBirth = null;
    } else if (said instanceof Decoded.Refused<Birth> refused) {
      badBirth = refused.refusal();
    }
  }

  private void open(byte[] payload) {
    if (Frame.open(payload) instanceof Frame.Opening.Opened opened
        && isOfLayout(opened.frame().header())
        && opened.frame().report() instanceof Decoded.Valid<Report> valid) {
      take(valid.value(), opened.frame().header());
    } else {
      garbled++;
    }
  }

  private boolean isOfLayout(Header header) {
    Birth known = birth;
    return known != null && header.layout() == known.layout().crc();
  }

  private void take(Report report, Header header) {
    heardTime.heard(header.time());
    if (report instanceof Report.State said) {
      state = new Heard(said, pace.micros(), header.time());
      silentSince = pace.micros();
    } else if (report instanceof Report.Ack ack) {
      calls.forEach(call -> call.answer(ack));
    } else if (report instanceof Report.Log piece && log != null) {
      log.add(piece);
    } else if (report instanceof Report.Pong pong) {
      pong(pong, header.time());
    }
  }

  private void pong(Report.Pong pong, long went) {
    Long sent = pings.remove(pong.ping());
    if (sent != null) {
      Exchange exchange = new Exchange(sent, pong.came(), went, pace.micros());
      offset.add(exchange);
      roundTrips.add(exchange.back() - exchange.sent());
      if (roundTrips.size() > ROUND_TRIPS) {
        roundTrips.remove();
      }
    }
  }

  @Override
  public synchronized void connected() {
    connected = true;
    trouble = null;
    notifyAll();
  }

  @Override
  public synchronized void disconnected(LinkException why) {
    connected = false;
    trouble = why;
    notifyAll();
  }

  @Override
  public synchronized void refused(LinkException why) {
    trouble = why;
    notifyAll();
  }

  /**
   * Waits for something to be heard.
   *
   * @param until local time [µs]
   * @return whether it is so
   */
  synchronized boolean await(BooleanSupplier heard, long until) {
    while (!heard.getAsBoolean()) {
      long left = until - pace.micros();
      if (left <= 0) {
        return false;
      }
      pace.pause(this, left);
    }
    return true;
  }

  /** Answers count for this call from now on. */
  synchronized void listenFor(Call call) {
    calls.add(call);
  }

  synchronized void forget(Call call) {
    calls.remove(call);
  }

  synchronized void pinged(long sequence, long at) {
    pings.values().removeIf(sent -> at - sent > LOST);
    pings.put(sequence, at);
  }

  /** Begins to measure round trips anew; pings that are under way do not count. */
  synchronized void forgetPings() {
    pings.clear();
    roundTrips.clear();
  }

  /** Pings that have not been answered. */
  synchronized int unanswered() {
    return pings.size();
  }

  /** Of the last pings that were answered [µs]. */
  synchronized long[] roundTrips() {
    return roundTrips.stream().mapToLong(Long::longValue).toArray();
  }

  /** Pieces of the log of this run are kept from now on. */
  synchronized LogPieces listenForLog(int run) {
    LogPieces pieces = log;
    if (pieces == null || pieces.run() != run) {
      pieces = new LogPieces(run);
      log = pieces;
    }
    return pieces;
  }

  synchronized Optional<Birth> birth() {
    return Optional.ofNullable(birth);
  }

  /** Why the newest birth is not understood, if it is not. */
  synchronized Optional<Refusal> badBirth() {
    return Optional.ofNullable(badBirth);
  }

  synchronized Optional<Conn> conn() {
    return Optional.ofNullable(conn);
  }

  synchronized Optional<Heard> state() {
    return Optional.ofNullable(state);
  }

  /** Forgets the newest STATE, so that the next one can be waited for. */
  synchronized void forgetState() {
    state = null;
  }

  /** Since when no STATE has come, by the local clock [µs]. */
  synchronized long silentSince() {
    return silentSince;
  }

  /** Silence counts from now on. */
  synchronized void listen() {
    silentSince = pace.micros();
  }

  /** Why there is no connection, or what the broker refused, if anything is wrong. */
  synchronized Optional<LinkException> trouble() {
    return Optional.ofNullable(trouble);
  }

  synchronized boolean isConnected() {
    return connected;
  }

  /** Records that were not understood. */
  synchronized long garbled() {
    return garbled;
  }

  /** The device's time now [µs]. */
  synchronized long deviceTime() {
    return clock().at(pace.micros());
  }

  /** How wrong that is at most [µs]. */
  synchronized long clockBound() {
    return clock().bound(pace.micros());
  }

  private DeviceClock clock() {
    Birth known = birth;
    return known != null && known.identity().virtualTime() ? heardTime : offset;
  }
}
