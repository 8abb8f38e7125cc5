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

  private static final int SHORTEST = 100_000;
  private static final int LONGEST = 2_000_000;

  private final int boot;
  private int count;
  private long nonce;

  private long session = NONE;
  private String user = "";
  private long micros;
  private long lastHeard;
  private long lastRequest;
  private long lastFast;

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
    return isHeld() && now - lastHeard >= micros;
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
    return header.sequence() - last - 1;
  }

  /** Gives the lease to a user, if nothing is against it. */
  Code grant(String sender, Request.Lease asked, long now) {
    if (asked.boot() != boot) {
      return Code.SESSION;
    }
    if (count > 0 && asked.nonce() == nonce) {
      return Code.SEQUENCE;
    }
    if (isHeld()) {
      return Code.HELD;
    }
    if (asked.micros() < SHORTEST || asked.micros() > LONGEST) {
      return Code.VALUE;
    }
    count++;
    nonce = asked.nonce();
    session = (long) boot << 32 | Integer.toUnsignedLong(count);
    user = sender;
    micros = asked.micros();
    lastHeard = now;
    lastRequest = 0;
    lastFast = 0;
    return Code.OK;
  }
}
