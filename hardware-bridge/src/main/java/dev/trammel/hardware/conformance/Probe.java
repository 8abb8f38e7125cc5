package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Inbox.Heard;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One user who speaks to a device. It numbers and dates records as the page wants, and can send any
 * others. Used by one thread.
 */
final class Probe implements AutoCloseable {

  /** How long an answer may take [µs]. */
  static final long PATIENCE = 2_000_000;

  /** When a record expires, from now on [µs]. */
  private static final long VALID = 1_000_000;

  private static final int BEST_OF = 32;

  private final Topics topics;
  private final String user;
  private final Pace pace;
  private final Inbox inbox;
  private final Link link;
  private int layout;
  private long session;
  private long requests;
  private long fasts;
  /** Far from the numbers under a lease, so that answers cannot be confused. */
  private long unleased = 1L << 40;

  private long renewEvery;
  private long renewed;
  private long offset;

  Probe(Linker linker, LinkAddress address, Pace pace) {
    topics = new Topics(address.device());
    user = address.user();
    this.pace = pace;
    inbox = new Inbox(topics, user, pace);
    String clientId = "conformance-" + user + "-" + Long.toHexString(pace.micros());
    link = linker.open(
        new LinkOptions(
            address,
            clientId,
            null,
            List.of(
                topics.birth(), topics.conn(), topics.state(), topics.event(), topics.allTo(user))),
        inbox);
  }

  Inbox inbox() {
    return inbox;
  }

  Link link() {
    return link;
  }

  String user() {
    return user;
  }

  Topics topics() {
    return topics;
  }

  long session() {
    return session;
  }

  /** The layout that records name from now on. */
  void speak(int crc) {
    layout = crc;
  }

  /** Commands under this session from now on, and renews it whenever it waits. */
  void hold(long granted, long renewEveryMicros) {
    session = granted;
    requests = 0;
    fasts = 0;
    renewEvery = renewEveryMicros;
    renewed = pace.micros();
  }

  /** Renews no more, but goes on commanding under the session. */
  void letLapse() {
    renewEvery = 0;
  }

  // ---- sending ----

  /** A record as it should be; it is not sent yet. */
  Draft draft(Request request) {
    MessageType type = request.type();
    boolean leased = type != MessageType.LEASE && type != MessageType.PING;
    long sequence = leased ? (type.isFast() ? ++fasts : ++requests) : ++unleased;
    long now = deviceNow();
    return new Draft(
        this,
        request,
        topics.of(type, user),
        new Header(layout, leased ? session : 0, sequence, pace.micros(), now + VALID));
  }

  /** Leaves numbers out. */
  void skipRequests(int count) {
    requests += count;
  }

  void publish(String topic, byte[] payload, int qos, boolean retained) {
    Message message = new Message(topic, payload, qos, retained, 0);
    Deviation.unless(
        await(() -> link.publish(message) ? Optional.of(true) : Optional.empty(), PATIENCE)
            .isPresent(),
        "the link to the broker is down");
  }

  /** The first answer to a request. */
  Report.Ack ask(Request request) {
    return draft(request).send().answer();
  }

  // ---- waiting ----

  /** Waits for something to be there; empty if it is not in time. */
  <T> Optional<T> await(Supplier<Optional<T>> wanted, long micros) {
    long end = pace.micros() + micros;
    while (true) {
      Optional<T> found = wanted.get();
      if (found.isPresent() || pace.micros() >= end) {
        return found;
      }
      renewIfDue();
      synchronized (inbox) {
        pace.pause(inbox);
      }
    }
  }

  /** Lets time pass. */
  void rest(long micros) {
    await(Optional::empty, micros);
  }

  private void renewIfDue() {
    if (renewEvery > 0 && pace.micros() - renewed >= renewEvery) {
      renewed = pace.micros();
      Draft renew = draft(new Request.Renew());
      link.publish(new Message(renew.topic(), renew.bytes(), 0, false, 0));
    }
  }

  // ---- clocks ----

  /** The device's clock now, as far as the pings said [µs]. */
  long deviceNow() {
    return pace.micros() + offset;
  }

  long localNow() {
    return pace.micros();
  }

  /** Pings until the offset of the clocks is known, and gives the least round trip [µs]. */
  long synchronise() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < BEST_OF; i++) {
      Heard<Report.Pong> pong = ping();
      long roundTrip =
          pong.came() - pong.body().sent() - (pong.header().time() - pong.body().came());
      if (roundTrip < least) {
        least = roundTrip;
        offset = (pong.body().came() - pong.body().sent() + pong.header().time() - pong.came()) / 2;
      }
    }
    return least;
  }

  /** The answer to a new ping. */
  Heard<Report.Pong> ping() {
    for (int attempt = 0; attempt < 3; attempt++) {
      Draft ping = draft(new Request.Ping()).expiry(0);
      ping.send();
      long sequence = ping.header().sequence();
      Optional<Heard<Report.Pong>> pong = await(
          () -> inbox.pongs().stream().filter(p -> p.body().ping() == sequence).findFirst(),
          PATIENCE / 2);
      if (pong.isPresent()) {
        return pong.get();
      }
    }
    throw new Deviation("no PONG for three PINGs");
  }

  @Override
  public void close() {
    link.close();
  }
}
