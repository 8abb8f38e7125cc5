package dev.trammel.hardware.remote;

import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Sends records, each under a sequence that is used once. May be called from any thread; its lock is
 * that of what is heard, so that no answer comes before its question is known.
 */
final class Outbox {

  private static final Set<MessageType> WITHOUT_SESSION =
      EnumSet.of(MessageType.PING, MessageType.LEASE);

  private final Link link;
  private final Topics topics;
  private final String user;
  private final Pace pace;
  private final Hearing hearing;
  private int layout;
  private long session;
  private long free;
  private long requests;
  private long fast;

  Outbox(Link link, Topics topics, String user, Pace pace, Hearing hearing) {
    this.link = link;
    this.topics = topics;
    this.user = user;
    this.pace = pace;
    this.hearing = hearing;
  }

  /** Records are of this layout from now on. */
  void speak(int crcOfLayout) {
    synchronized (hearing) {
      layout = crcOfLayout;
    }
  }

  /** Records belong to this session from now on; 0 for none. */
  void begin(long newSession) {
    synchronized (hearing) {
      session = newSession;
      requests = 0;
      fast = 0;
    }
  }

  /** 0 if there is none. */
  long session() {
    synchronized (hearing) {
      return session;
    }
  }

  /**
   * Sends a record.
   *
   * @param validity after which the device will refuse it [µs]
   * @return its sequence; nothing if there is no connection
   */
  OptionalLong send(Request request, long validity) {
    synchronized (hearing) {
      return write(request, validity);
    }
  }

  private OptionalLong write(Request request, long validity) {
    MessageType type = request.type();
    long sequence = next(type);
    long expiry = hearing.deviceTime() + validity;
    Header header = new Header(
        layout, WITHOUT_SESSION.contains(type) ? 0 : session, sequence, pace.micros(), expiry);
    byte[] record = new dev.trammel.hardware.wire.Message(header, request).encode();
    boolean sent = link.publish(Message.of(topics.of(type, user), record, type.isFast() ? 0 : 1));
    return sent ? OptionalLong.of(sequence) : OptionalLong.empty();
  }

  private long next(MessageType type) {
    if (WITHOUT_SESSION.contains(type)) {
      return ++free;
    }
    return type.isFast() ? ++fast : ++requests;
  }
}
