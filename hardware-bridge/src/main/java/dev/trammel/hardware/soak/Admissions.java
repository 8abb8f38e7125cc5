package dev.trammel.hardware.soak;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page's account of what a device may handle: sections 2, 4 and 7, kept beside the device's own
 * one, from what came and what was answered alone.
 */
final class Admissions {

  private final Topics topics;
  private final int layout;
  private final long[] rejected = new long[Code.COUNTERS];
  private long accepted;
  private long gaps;
  private long session;
  private String user = "";
  private long micros;
  private long lastHeard;
  private long lastRequest;
  private long lastFast;

  /**
   * A record that came, and what must become of it.
   *
   * @param code OK if it passes all that stands before its body; MALFORMED if it is not answered
   * @param user below whose name it came
   * @param type its number
   * @param sequence its own
   * @param now when it came, by the device's clock [µs]
   * @param expiry of it [µs]
   * @param request what it says, if it passes
   */
  record Arrival(
      Code code,
      String user,
      int type,
      long sequence,
      long now,
      long expiry,
      @Nullable Request request) {

    /** For people. */
    String text() {
      String kind = MessageType.of(type).map(Enum::name).orElse("type " + type);
      return kind + " " + sequence + " of " + user + " at " + now + " µs, expiring at " + expiry;
    }
  }

  Admissions(Topics topics, int layout) {
    this.topics = topics;
    this.layout = layout;
  }

  /** Who holds the lease; 0 if nobody does. */
  long session() {
    return session;
  }

  String user() {
    return user;
  }

  /** When the lease runs out, if nothing more is heard [µs]. */
  long end() {
    return lastHeard + micros;
  }

  /** Whether the lease has run out by now; it then is over. */
  boolean lapse(long now) {
    if (session == 0 || now < end()) {
      return false;
    }
    release();
    return true;
  }

  void release() {
    session = 0;
    user = "";
  }

  void grant(String holder, long granted, Request.Lease asked, long now) {
    session = granted;
    user = holder;
    micros = asked.micros();
    lastHeard = now;
    lastRequest = 0;
    lastFast = 0;
  }

  /** Judges a record; nothing if it is none, but a stop. */
  Optional<Arrival> judge(String topic, byte[] payload, boolean retained, long now) {
    if (topics.stopper(topic).isPresent()) {
      return Optional.empty();
    }
    Optional<Topics.Address> address = topics.address(topic);
    if (address.isEmpty()) {
      return Optional.of(silent("?", now));
    }
    if (!address.get().direction().equals("from")) {
      return Optional.empty();
    }
    String sender = address.get().user();
    Frame.Opening opening = Frame.open(payload);
    if (retained || opening instanceof Frame.Opening.Malformed) {
      return Optional.of(silent(sender, now));
    }
    if (opening instanceof Frame.Opening.Foreign foreign) {
      return Optional.of(
          new Arrival(foreign.code(), sender, foreign.type(), foreign.sequence(), now, 0, null));
    }
    return Optional.of(judge(address.get(), ((Frame.Opening.Opened) opening).frame(), now));
  }

  private static Arrival silent(String sender, long now) {
    return new Arrival(Code.MALFORMED, sender, -1, 0, now, 0, null);
  }

  private Arrival judge(Topics.Address from, Frame frame, long now) {
    Header header = frame.header();
    Code code = code(from, frame, now);
    Request request = null;
    if (code == Code.OK) {
      if (isUnderLease(frame.type())) {
        use(frame.type(), header, now);
      }
      Decoded<Request> said = frame.request();
      if (said instanceof Decoded.Valid<Request> valid) {
        request = valid.value();
      } else {
        code = ((Decoded.Refused<Request>) said).refusal().code();
      }
    }
    return new Arrival(
        code, from.user(), frame.type().number(), header.sequence(), now, header.expiry(), request);
  }

  private static boolean isUnderLease(MessageType type) {
    return type != MessageType.LEASE && type != MessageType.PING;
  }

  private Code code(Topics.Address from, Frame frame, long now) {
    MessageType type = frame.type();
    Header header = frame.header();
    if (!type.isRequest() || type.isFast() != from.kind().equals("fast")) {
      return Code.TYPE;
    }
    if (header.layout() != layout) {
      return Code.LAYOUT;
    }
    if (isUnderLease(type)) {
      if (session == 0 || header.session() != session || !from.user().equals(user)) {
        return Code.SESSION;
      }
      long last = type.isFast() ? lastFast : lastRequest;
      if (Long.compareUnsigned(header.sequence(), last) <= 0) {
        return Code.SEQUENCE;
      }
    } else if (header.session() != 0) {
      return Code.SESSION;
    }
    return type == MessageType.PING ? Code.OK : header.freshness(now);
  }

  private void use(MessageType type, Header header, long now) {
    gaps += header.sequence() - (type.isFast() ? lastFast : lastRequest) - 1;
    if (type.isFast()) {
      lastFast = header.sequence();
    } else {
      lastRequest = header.sequence();
    }
    lastHeard = now;
  }

  /** Counts what became of a record. */
  void count(Code code) {
    if (code.isRefusal()) {
      rejected[code.counter()]++;
    } else {
      accepted++;
    }
  }

  long accepted() {
    return accepted;
  }

  long gaps() {
    return gaps;
  }

  /** By cause, as in STATE. */
  long[] rejected() {
    return rejected.clone();
  }
}
