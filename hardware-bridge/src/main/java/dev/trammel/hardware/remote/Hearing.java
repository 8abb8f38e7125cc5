package dev.trammel.hardware.remote;

import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Refusal;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.ReportGate;
import dev.trammel.hardware.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has been heard of a device. What it cannot have said, or has said before, does not pass the
 * {@link ReportGate}, and is counted there. It is the monitor that a session waits on; every method
 * may be called from any thread.
 */
final class Hearing implements LinkListener {

  /** Beats come every 20 ms: after a gap like this the process itself had stood still [µs]. */
  private static final long STANDSTILL = 250_000;

  private final Topics topics;
  private final ReportGate gate;
  private final Pace pace;
  private final List<Call> calls = new ArrayList<>();
  private final List<Consumer<Heard>> watchers = new ArrayList<>();
  private final PingTally pings = new PingTally();
  private final ClockOffset offset = new ClockOffset();
  private final HeardTime heardTime = new HeardTime();
  private @Nullable Refusal badBirth;
  private @Nullable Conn conn;
  private @Nullable Heard state;
  private @Nullable LogPieces log;
  private @Nullable LinkException trouble;
  private boolean connected;
  private long silentSince;
  private long attendedAt;

  /**
   * A STATE and when it came.
   *
   * @param at local time [µs]
   * @param sent by the device's clock [µs]
   */
  record Heard(Report.State state, long at, long sent) {}

  Hearing(Topics topics, String user, Pace pace) {
    this.topics = topics;
    gate = new ReportGate(topics, user);
    this.pace = pace;
    silentSince = pace.micros();
    attendedAt = silentSince;
  }

  @Override
  public synchronized void received(String topic, byte[] payload, boolean retained) {
    if (topic.equals(topics.birth())) {
      born(gate.birth(payload));
    } else if (topic.equals(topics.conn())) {
      if (gate.conn(payload) instanceof Decoded.Valid<Conn> said) {
        conn = said.value();
      }
    } else {
      gate.admit(topic, payload, retained)
          .ifPresent(admitted -> take(admitted.report(), admitted.header()));
    }
    notifyAll();
  }

  private void born(Decoded<Birth> said) {
    badBirth = said instanceof Decoded.Refused<Birth> refused ? refused.refusal() : null;
  }

  private void take(Report report, Header header) {
    heardTime.heard(header.time());
    if (report instanceof Report.State said) {
      state = new Heard(said, pace.micros(), header.time());
      silentSince = pace.micros();
      tellWatchers(state);
    } else if (report instanceof Report.Ack ack) {
      calls.forEach(call -> call.answer(ack));
    } else if (report instanceof Report.Log piece && log != null) {
      log.add(piece);
    } else if (report instanceof Report.Pong pong) {
      pings.answered(pong, header.time(), pace.micros()).ifPresent(offset::add);
    }
  }

  private void tellWatchers(Heard heard) {
    watchers.forEach(watcher -> watcher.accept(heard));
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

  /** Whoever waits looks again. */
  synchronized void wake() {
    notifyAll();
  }

  /** Answers count for this call from now on. */
  synchronized void listenFor(Call call) {
    calls.add(call);
  }

  synchronized void forget(Call call) {
    calls.remove(call);
  }

  /** Is told of every STATE from now on, while whoever waits is kept waiting. */
  synchronized void watch(Consumer<Heard> watcher) {
    watchers.add(watcher);
  }

  synchronized void forget(Consumer<Heard> watcher) {
    watchers.remove(watcher);
  }

  synchronized void pinged(long sequence, long at) {
    pings.sent(sequence, at);
  }

  /**
   * Begins to measure round trips anew; pings that are under way do not count.
   *
   * @param most how many round trips are kept
   */
  synchronized void forgetPings(int most) {
    pings.begin(most);
  }

  /** Pings that have not been answered, but for those that are not waited for any more. */
  synchronized int unanswered() {
    return pings.unanswered();
  }

  /** Of those, the ones that went after a local time [µs]. */
  synchronized int unanswered(long after) {
    return pings.unanswered(after);
  }

  /** Pings that went since they were begun to be measured. */
  synchronized int pings() {
    return pings.sent();
  }

  /** Of the last pings that were answered [µs]. */
  synchronized long[] roundTrips() {
    return pings.roundTrips();
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
    return gate.birth();
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

  /** Since when no STATE has come although this process could hear, by the local clock [µs]. */
  synchronized long silentSince() {
    attend();
    return silentSince;
  }

  /** Silence counts from now on. */
  synchronized void listen() {
    silentSince = pace.micros();
  }

  /** To be called with every beat: silence while this process itself stood still says nothing. */
  synchronized void attend() {
    long now = pace.micros();
    if (now - attendedAt > STANDSTILL) {
      silentSince = now;
    }
    attendedAt = now;
  }

  /** Why there is no connection, or what the broker refused, if anything is wrong. */
  synchronized Optional<LinkException> trouble() {
    return Optional.ofNullable(trouble);
  }

  synchronized boolean isConnected() {
    return connected;
  }

  /** How many messages were not believed, by cause. */
  synchronized Map<Code, Long> refused() {
    return gate.refused();
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
    boolean isVirtual =
        gate.birth().map(Birth::identity).filter(Birth.Identity::virtualTime).isPresent();
    return isVirtual ? heardTime : offset;
  }
}
