package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MessageType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** How far time may pass where it passes by GRANT alone. Only emulated robots have this. */
final class VirtualTime {

  private static final long MOST_AT_ONCE = 60_000_000;

  /** So many grants are answered at most; who repeats one asks for no more. */
  private static final int MOST_PENDING = 16;

  private final boolean isOffered;
  private final Lease lease;
  private final Post post;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private long granted;

  /** A grant to answer when its time has passed. */
  private record Pending(String user, long sequence, long until) {}

  VirtualTime(boolean isOffered, Lease lease, Post post) {
    this.isOffered = isOffered;
    this.lease = lease;
    this.post = post;
  }

  /** Up to when time may pass [µs]. */
  long granted() {
    return granted;
  }

  Answer grant(String user, long sequence, long until, long now) {
    if (!isOffered) {
      return Answer.refused(Code.UNSUPPORTED, "time passes by itself here");
    }
    if (until < 0 || until - now > MOST_AT_ONCE) {
      return Answer.refused(Code.VALUE, "at most 60 s may be granted at once");
    }
    if (pending.size() == MOST_PENDING) {
      return Answer.refused(Code.SIZE, MOST_PENDING + " grants are waiting already");
    }
    granted = Math.max(granted, until);
    pending.add(new Pending(user, sequence, until));
    tick(now);
    return Answer.OK;
  }

  /** Answers the grants whose time has passed. */
  void tick(long now) {
    for (Iterator<Pending> waiting = pending.iterator(); waiting.hasNext(); ) {
      Pending grant = waiting.next();
      if (grant.until() <= now) {
        waiting.remove();
        answer(grant, now);
      }
    }
  }

  private void answer(Pending grant, long now) {
    int type = MessageType.GRANT.number();
    post.answer(grant.user(), type, grant.sequence(), Answer.OK, lease.session(), now);
  }
}
