package dev.trammel.hardware.remote;

import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
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

  /** Of PING and LEASE: another program of this user, or an earlier one, has others. */
  private long free = new SecureRandom().nextLong() >>> 1;

  private long requests;
  private long fast;

  Outbox(Link link, Topics topics, String user, Pace pace, Hearing hearing) {
    this.link = link;
    this.topics = topics;
    this.user = user;
    this.pace = pace;
    this.hearing = hearing;
  }

  /** Two programs of one user are two clients. */
  static String clientId(String user) {
    return user + "-" + HexFormat.of().toHexDigits(new SecureRandom().nextInt());
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
      return write(request, hearing.deviceTime() + validity);
    }
  }

  /**
   * Sends a record that the device must handle before a time of its own.
   *
   * @param expiry by the device's clock [µs]
   * @return its sequence; nothing if there is no connection
   */
  OptionalLong sendUntil(Request request, long expiry) {
    synchronized (hearing) {
      return write(request, expiry);
    }
  }

  private OptionalLong write(Request request, long expiry) {
    MessageType type = request.type();
    long sequence = next(type);
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
