package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MessageType;
import java.util.ArrayDeque;
import java.util.Deque;

/** How far time may pass where it passes by GRANT alone. Only emulated robots have this. */
final class VirtualTime {

  private static final long MOST_AT_ONCE = 60_000_000;

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
    granted = Math.max(granted, until);
    pending.add(new Pending(user, sequence, until));
    return Answer.OK;
  }

  /** Answers the grants whose time has passed. */
  void tick(long now) {
    while (!pending.isEmpty() && pending.getFirst().until() <= now) {
      Pending done = pending.removeFirst();
      post.answer(
          done.user(),
          MessageType.GRANT.number(),
          done.sequence(),
          Answer.OK,
          lease.session(),
          now);
    }
  }
}
