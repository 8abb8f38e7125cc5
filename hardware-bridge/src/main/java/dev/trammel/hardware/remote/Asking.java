package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Makes requests of a device until they are answered, or it is plain that they will not be. */
final class Asking {

  /** A robot that is computing says what it reads all the while: one that does not is gone [µs]. */
  private static final long LONGEST_COMPUTING = 5_000_000;

  private static final long SECOND = 1_000_000;

  /** How often one looks whether it is [µs]. */
  private static final long LOOK = 500_000;

  private static final long RECONNECT = 5_000;

  private final Session session;
  private final Hearing hearing;
  private final Outbox outbox;
  private volatile boolean gone;

  Asking(Session session, Outbox outbox) {
    this.session = session;
    this.outbox = outbox;
    hearing = session.hearing();
  }

  /**
   * Asks for something that is done at once.
   *
   * @param doing for people
   * @param already whether it is done, should no answer come
   * @return nothing if it is done without an answer
   */
  Optional<Report.Ack> ask(Request request, String doing, BooleanSupplier already) {
    Call call = new Call(request.type());
    hearing.listenFor(call);
    try {
      return begin(call, request, doing, already);
    } finally {
      hearing.forget(call);
    }
  }

  /** The same for what can be asked for twice without harm; a refusal is an exception. */
  Report.Ack require(Request request, String doing) {
    Report.Ack answer = ask(request, doing, () -> false).orElseThrow(() -> session.silent(doing));
    if (answer.code() != Code.OK) {
      throw session.trouble().refused(doing, request.type(), answer);
    }
    return answer;
  }

  /**
   * Makes a request until there is a first answer; its caller listens for the call.
   *
   * @return the first answer; nothing if it is done without one
   */
  Optional<Report.Ack> begin(Call call, Request request, String doing, BooleanSupplier already) {
    long patience = request instanceof Request.Grant ? Session.PATIENCE : Session.ANSWER;
    for (int attempt = 0; attempt < Session.ATTEMPTS; attempt++) {
      Optional<Report.Ack> answer = attempt(call, request, patience);
      boolean doubtful = answer.isEmpty() || answer.get().code().isRefusal() && attempt > 0;
      if (doubtful && already.getAsBoolean()) {
        // an earlier attempt was heard, and its answer lost
        call.dismiss();
        return Optional.empty();
      }
      if (answer.isPresent()) {
        return answer;
      }
      if (attempt > 0 && isSilent(request)) {
        gone = true;
        throw gone(doing);
      }
    }
    throw session.silent(doing);
  }

  /** Makes a request once more, and waits for an answer; not when the session is over already. */
  Optional<Report.Ack> attempt(Call call, Request request, long patience) {
    Optional<PlantException> over = session.cause();
    if (over.isPresent()) {
      throw over.get();
    }
    if (request instanceof Request.Grant) {
      hearing.listen();
    }
    long until = session.pace().micros() + patience;
    OptionalLong sequence = OptionalLong.empty();
    while (sequence.isEmpty() && session.pace().micros() < until && !isSilent(request)) {
      synchronized (hearing) {
        sequence = outbox.send(request, Session.ANSWER);
        sequence.ifPresent(call::attempt);
      }
      if (sequence.isEmpty()) {
        session.await(hearing::isConnected, Math.min(until, session.pace().micros() + RECONNECT));
      }
    }
    while (call.first().isEmpty() && session.pace().micros() < until && !isSilent(request)) {
      long look = session.pace().micros() + LOOK;
      session.await(() -> call.first().isPresent(), Math.min(until, look));
    }
    return call.first();
  }

  /** Whether a robot that is to let time pass, which it tells of all the while, says nothing. */
  private boolean isSilent(Request request) {
    return request instanceof Request.Grant
        && session.pace().micros() - hearing.silentSince() > LONGEST_COMPUTING;
  }

  /** Whether a robot on virtual time was found to do nothing any more. */
  boolean isGone() {
    return gone;
  }

  private PlantException gone(String doing) {
    String why =
        hearing.trouble().map(Throwable::getMessage).map(said -> ": " + said).orElse("");
    return session
        .trouble()
        .of(
            doing,
            "nothing was heard of it for " + 2 * LONGEST_COMPUTING / SECOND + " s" + why,
            "look whether it still runs, then start again");
  }
}
