package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Frame.Opening;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import org.jspecify.annotations.Nullable;

/**
 * What every record must pass before anybody acts on it, in the order of section 7: its form, its
 * version, type, layout, session, sequence and time. Whatever does not pass is counted, answered,
 * and forgotten.
 */
final class Gate {

  /** So many malformed records within a second are a fault. */
  private static final int TOO_MANY = 3;

  private static final long SECOND = 1_000_000;

  private final int layout;
  private final Lease lease;
  private final Tally tally;
  private final Post post;
  private final Machine machine;

  /** When the last malformed records of the lease's holder came, a ring. */
  private final long[] malformed = new long[TOO_MANY];

  private int malformedCount;

  /** A request that passed. */
  record Admitted(String user, Header header, Request request) {}

  Gate(int layout, Lease lease, Tally tally, Post post, Machine machine) {
    this.layout = layout;
    this.lease = lease;
    this.tally = tally;
    this.post = post;
    this.machine = machine;
  }

  /** Takes a packet; null if nobody may act on it. */
  @Nullable
  Admitted admit(Topics.Address from, byte[] packet, boolean retained, long now) {
    String user = from.user();
    if (retained) {
      malformed(user, "a retained request", now);
      return null;
    }
    Opening opening = Frame.open(packet);
    if (opening instanceof Opening.Malformed bad) {
      malformed(user, bad.why(), now);
      return null;
    }
    if (opening instanceof Opening.Foreign foreign) {
      Answer answer = Answer.refused(foreign.code(), "a record of another protocol");
      refuse(user, foreign.type(), foreign.sequence(), answer, now);
      return null;
    }
    Frame frame = ((Opening.Opened) opening).frame();
    Answer answer = check(from, frame, now);
    if (!answer.isRefusal()) {
      use(frame, now);
      Decoded<Request> request = frame.request();
      if (request instanceof Decoded.Valid<Request> valid) {
        return new Admitted(user, frame.header(), valid.value());
      }
      answer = Answer.refused(((Decoded.Refused<Request>) request).refusal());
    }
    refuse(user, frame.type().number(), frame.header().sequence(), answer, now);
    return null;
  }

  /** Counts and answers what is refused. */
  void refuse(String user, int type, long sequence, Answer answer, long now) {
    tally.count(answer.code());
    post.answer(user, type, sequence, answer, lease.session(), now);
    post.complain(user, answer.code() + ", " + answer.why(), now);
  }

  private Answer check(Topics.Address from, Frame frame, long now) {
    MessageType type = frame.type();
    Header header = frame.header();
    if (!type.isRequest() || type.isFast() != from.kind().equals("fast")) {
      return Answer.refused(Code.TYPE, type + " has no place on " + from.kind());
    }
    if (header.layout() != layout) {
      return Answer.refused(Code.LAYOUT, "made for another layout");
    }
    boolean needsLease = type != MessageType.LEASE && type != MessageType.PING;
    if (needsLease ? !lease.covers(header.session(), from.user()) : header.session() != 0) {
      return Answer.refused(
          Code.SESSION, type + " under session " + Long.toHexString(header.session()));
    }
    if (needsLease && !lease.isInOrder(type, header.sequence())) {
      return Answer.refused(Code.SEQUENCE, type + " repeated or out of order");
    }
    Code freshness = type == MessageType.PING ? Code.OK : header.freshness(now);
    return freshness == Code.OK
        ? Answer.OK
        : Answer.refused(freshness, type + " that expires at " + header.expiry() + " µs");
  }

  private void use(Frame frame, long now) {
    if (frame.type() != MessageType.LEASE && frame.type() != MessageType.PING) {
      tally.addGaps(lease.accept(frame.type(), frame.header(), now));
    }
  }

  private void malformed(String user, String why, long now) {
    tally.count(Code.MALFORMED);
    post.complain(user, why, now);
    if (!machine.isActive()) {
      malformedCount = 0;
    } else if (user.equals(lease.user())) {
      malformed[malformedCount++ % TOO_MANY] = now;
      failIfGarbled(now);
    }
  }

  private void failIfGarbled(long now) {
    if (malformedCount >= TOO_MANY && now - malformed[malformedCount % TOO_MANY] <= SECOND) {
      malformedCount = 0;
      machine.fail(Fault.GARBLED, "three malformed records within a second", now);
    }
  }
}
