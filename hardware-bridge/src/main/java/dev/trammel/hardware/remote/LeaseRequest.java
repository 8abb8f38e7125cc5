package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import java.util.Optional;

/** Asks a device for the sole right to command it. */
final class LeaseRequest {

  private static final String DOING = "get the right to command it";

  /** No lease is longer [µs]. */
  private static final long LONGEST = 2_000_000;

  /** A device of virtual time, which a controller that is gone lets stand, gives it up after this. */
  private static final long LONGEST_OF_VIRTUAL_TIME = 12_000_000;

  private static final long BETWEEN = 100_000;

  private final Session session;
  private final int micros;
  private long known;

  /** @param micros for how long it is to hold without a sign of life [µs] */
  LeaseRequest(Session session, long micros) {
    this.session = session;
    this.micros = Math.toIntExact(micros);
  }

  /**
   * The session that the device grants. A lease that somebody else left behind, or that was granted
   * to an answer that was lost, is waited for until it has run out.
   */
  long grant() {
    long longest = session.isVirtual() ? LONGEST_OF_VIRTUAL_TIME : LONGEST;
    long until = session.pace().micros() + longest + Session.ANSWER;
    Report.Ack answer = ask();
    while ((isToBeHad(answer.code()) || isOutrun(answer.code()))
        && session.pace().micros() < until) {
      known = answer.code() == Code.SEQUENCE ? answer.value() : known;
      session.await(() -> false, session.pace().micros() + BETWEEN);
      answer = ask();
    }
    if (isOutrun(answer.code())) {
      throw session
          .trouble()
          .of(
              DOING,
              "its time is let pass by somebody else, who commands it",
              "end the other program that commands it, or wait until it ends");
    }
    if (answer.code() != Code.OK) {
      throw session.trouble().refused(DOING, MessageType.LEASE, answer);
    }
    int boot = session.birth().identity().boot();
    if (answer.value() >>> Integer.SIZE != Integer.toUnsignedLong(boot)) {
      throw trouble("it answered with a session of another boot");
    }
    return answer.value();
  }

  /** Later, or with a greater nonce: another machine's clock may be ahead of this one's. */
  private static boolean isToBeHad(Code code) {
    return code == Code.HELD || code == Code.SEQUENCE;
  }

  /**
   * Whether it was too late by a clock that stands but for who commands: he lets more of its time pass
   * at once than a request is good for, which says that the lease is held.
   */
  private boolean isOutrun(Code code) {
    return session.isVirtual() && code == Code.EXPIRED;
  }

  private Report.Ack ask() {
    Call call = new Call(MessageType.LEASE);
    session.hearing().listenFor(call);
    try {
      for (int attempt = 0; attempt < Session.ATTEMPTS; attempt++) {
        Request request = new Request.Lease(
            session.birth().identity().boot(), LeaseNonces.nextAfter(known), micros, Frame.MINOR);
        Optional<Report.Ack> answer = session.attempt(call, request, Session.ANSWER);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    } finally {
      session.hearing().forget(call);
    }
    throw session.silent(DOING);
  }

  private PlantException trouble(String why) {
    return session.trouble().of(DOING, why, "start again");
  }
}
