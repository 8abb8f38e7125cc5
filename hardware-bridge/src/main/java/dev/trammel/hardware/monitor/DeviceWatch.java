package dev.trammel.hardware.monitor;

import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.Conn.Presence;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Event;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.ReportGate;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears all that a device says to everybody, and pings it. Commands nothing and needs no lease.
 * Thread-safe.
 */
public final class DeviceWatch implements LinkListener {

  private static final int EVENTS = 8;
  private static final double SECOND = 1e9;
  private static final double WINDOW = 2;
  private static final long MICRO = 1_000;

  private final Topics topics;
  private final String user;
  private final ReportGate gate;
  private final LongSupplier nanos;
  private final RoundTrips trips = new RoundTrips();
  private final Map<Long, Long> underWay = new TreeMap<>();
  private final Deque<Long> arrivals = new ArrayDeque<>();
  private final Deque<String> events = new ArrayDeque<>();
  private String link = "connecting";
  private Optional<Presence> presence = Optional.empty();
  private Report.@Nullable State state;
  private long lastArrival;
  private long sequence;
  private long lost;
  private int unanswered;
  private long pings;

  /**
   * @param user as whom it pings
   * @param first sequence of its pings; others of the same user have theirs elsewhere
   * @param nanos monotonic clock [ns]
   */
  public DeviceWatch(Topics topics, String user, long first, LongSupplier nanos) {
    this.topics = topics;
    this.user = user;
    gate = new ReportGate(topics, user);
    this.nanos = nanos;
    pings = first;
  }

  /** What to subscribe to. */
  public List<String> subscriptions() {
    return List.of(
        topics.birth(), topics.conn(), topics.state(), topics.event(), topics.pong(user));
  }

  @Override
  public synchronized void received(String topic, byte[] payload, boolean retained) {
    if (topic.equals(topics.birth())) {
      gate.birth(payload);
    } else if (topic.equals(topics.conn())) {
      if (gate.conn(payload) instanceof Decoded.Valid<Conn> said) {
        presence = Optional.of(said.value().presence());
      }
    } else if (topic.equals(topics.event())) {
      if (gate.counted(Event.decode(payload)) instanceof Decoded.Valid<Event> said) {
        keep(words(said.value()));
      }
    } else {
      gate.admit(topic, payload, retained)
          .ifPresent(admitted -> take(admitted.header(), admitted.report()));
    }
  }

  @Override
  public synchronized void connected() {
    link = "connected";
  }

  @Override
  public synchronized void disconnected(LinkException why) {
    link = "no connection: " + why.getMessage();
  }

  @Override
  public synchronized void refused(LinkException why) {
    keep("refused by the broker: " + why.getMessage());
  }

  private static String words(Event event) {
    return String.format(Locale.ROOT, "%.3f s  %s", event.time(), event.text());
  }

  private void keep(String event) {
    events.add(event);
    if (events.size() > EVENTS) {
      events.remove();
    }
  }

  private void take(Header header, Report report) {
    if (report instanceof Report.State newest) {
      long skipped = header.sequence() - sequence - 1;
      lost += state != null && skipped > 0 ? skipped : 0;
      sequence = header.sequence();
      state = newest;
      lastArrival = nanos.getAsLong();
      arrivals.add(lastArrival);
      forgetOld();
    } else if (report instanceof Report.Pong pong) {
      Long sent = underWay.remove(pong.ping());
      if (sent != null) {
        trips.add((nanos.getAsLong() - sent) / SECOND);
      }
    }
  }

  private void forgetOld() {
    long now = nanos.getAsLong();
    while (!arrivals.isEmpty() && now - arrivals.peek() > WINDOW * SECOND) {
      arrivals.remove();
    }
  }

  /** Asks how far away the device is; it answers only once its layout is known here. */
  public void ping(Link through) {
    byte[] record;
    synchronized (this) {
      if (gate.birth().isEmpty()) {
        return;
      }
      long now = nanos.getAsLong();
      underWay.values().removeIf(sent -> {
        boolean late = now - sent > SECOND;
        unanswered += late ? 1 : 0;
        return late;
      });
      int layout = gate.birth().get().layout().crc();
      Header header = new Header(layout, 0, pings, now / MICRO, 0);
      underWay.put(pings, now);
      pings++;
      record = new dev.trammel.hardware.wire.Message(header, new Request.Ping()).encode();
    }
    through.publish(Message.of(topics.fast(user), record, 0));
  }

  /** What is known now. */
  public synchronized DeviceView view() {
    forgetOld();
    long now = nanos.getAsLong();
    return new DeviceView(
        link,
        presence,
        gate.birth(),
        Optional.ofNullable(state),
        state == null ? Double.NaN : (now - lastArrival) / SECOND,
        arrivals.size() / WINDOW,
        lost,
        trips.quantile(0.5),
        trips.quantile(0.99),
        unanswered,
        gate.refused(),
        new ArrayList<>(events));
  }
}
