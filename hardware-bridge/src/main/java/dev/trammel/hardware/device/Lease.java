package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;

/**
 * Who may command: one user at a time, for as long as it is heard (protocol, section 4).
 *
 * <p>A session's number is a fencing token. It grows with every lease, so that nothing that was
 * sent under an earlier one can be taken for the present one's.
 */
final class Lease {

  /** Of no session. */
  static final long NONE = 0;

  /** In virtual time a lease was left behind if nothing was heard for this of the world's [µs]. */
  private static final long FORSAKEN = 10_000_000;

  private final int boot;
  private int count;
  private long nonce;

  private long session = NONE;
  private String user = "";
  private long micros;
  private long lastHeard;
  private long lastRequest;
  private long lastFast;
  private long world;
  private long lastHeardInWorld;

  Lease(int boot) {
    this.boot = boot;
  }

  /** The present session, or {@link #NONE}. */
  long session() {
    return session;
  }

  /** Who holds it; empty if nobody does. */
  String user() {
    return user;
  }

  boolean isHeld() {
    return session != NONE;
  }

  /** Whether its holder was silent for too long. */
  boolean hasRunOut(long now) {
    return isHeld() && silence(now) >= micros;
  }

  /** Since nothing of its holder was accepted [µs]. */
  long silence(long now) {
    return now - lastHeard;
  }

  /** The world's time is this now [µs]; nobody tells where the device's own passes by itself. */
  void worldPasses(long worldMicros) {
    world = worldMicros;
  }

  /** Whether its holder was silent for so long in the world that somebody else may have it. */
  boolean isForsaken() {
    return isHeld() && world - lastHeardInWorld >= FORSAKEN;
  }

  void end() {
    session = NONE;
    user = "";
  }

  /** Whether this user commands under this session. */
  boolean covers(long claimed, String sender) {
    return isHeld() && claimed == session && sender.equals(user);
  }

  /** Whether a record comes after the last one that was accepted on its topic. */
  boolean isInOrder(MessageType type, long sequence) {
    return Long.compareUnsigned(sequence, type.isFast() ? lastFast : lastRequest) > 0;
  }

  /**
   * Uses up a record's sequence, and renews the lease.
   *
   * @return how many sequences were skipped
   */
  long accept(MessageType type, Header header, long now) {
    long last = type.isFast() ? lastFast : lastRequest;
    if (type.isFast()) {
      lastFast = header.sequence();
    } else {
      lastRequest = header.sequence();
    }
    lastHeard = now;
    lastHeardInWorld = world;
    return header.sequence() - last - 1;
  }

  /** Whether it may be given: OK, or what is against it. */
  Code check(Request.Lease asked) {
    if (asked.boot() != boot) {
      return Code.SESSION;
    }
    if (count > 0 && Long.compareUnsigned(asked.nonce(), nonce) <= 0) {
      return Code.SEQUENCE;
    }
    return isHeld() && !isForsaken() ? Code.HELD : Code.OK;
  }

  /** The nonce of the last one that was given. */
  long nonce() {
    return nonce;
  }

  /** Gives it to a user, after nothing was against it. */
  void grant(String sender, Request.Lease asked, long now) {
    count++;
    nonce = asked.nonce();
    session = (long) boot << 32 | Integer.toUnsignedLong(count);
    user = sender;
    micros = asked.micros();
    lastHeard = now;
    lastHeardInWorld = world;
    lastRequest = 0;
    lastFast = 0;
  }
}
