package dev.trammel.hardware.remote;

import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunLog;
import java.util.Optional;

/** Gets the log of a run, with what was lost on the way asked for again. */
final class Logs {

  private static final String DOING = "fetch the log";
  private static final int FETCHES = 100;

  /** Pieces that are this late are lost [µs]. */
  private static final long PATIENCE = 300_000;

  /** A device sends pieces as its time passes; where that is virtual, so much is granted [µs]. */
  private static final long TICKS = 10_000;

  private final Session session;

  Logs(Session session) {
    this.session = session;
  }

  /** The log of a run that has ended; its check sum is right. */
  RunLog fetch(LogPieces pieces) {
    for (int i = 0; i < FETCHES; i++) {
      waitForMore(pieces);
      Optional<RunLog> log = whole(pieces);
      if (log.isPresent()) {
        return log.get();
      }
      ask(pieces);
    }
    throw session
        .trouble()
        .of(
            DOING,
            "of run " + pieces.run() + " only " + pieces.size() + " bytes came",
            "check the network");
  }

  private void waitForMore(LogPieces pieces) {
    if (session.isVirtual() && !isWhole(pieces)) {
      session.pass(TICKS, DOING);
    }
    int before = -1;
    while (before < size(pieces)) {
      int there = size(pieces);
      before = there;
      session.await(
          () -> pieces.isWhole() || pieces.size() > there, session.pace().micros() + PATIENCE);
      if (isWhole(pieces)) {
        return;
      }
    }
  }

  private boolean isWhole(LogPieces pieces) {
    synchronized (session.hearing()) {
      return pieces.isWhole();
    }
  }

  private int size(LogPieces pieces) {
    synchronized (session.hearing()) {
      return pieces.size();
    }
  }

  private Optional<RunLog> whole(LogPieces pieces) {
    synchronized (session.hearing()) {
      if (!pieces.isWhole()) {
        return Optional.empty();
      }
      if (RunLog.decode(pieces.whole()) instanceof Decoded.Valid<RunLog> valid) {
        return Optional.of(valid.value());
      }
      pieces.forget();
      return Optional.empty();
    }
  }

  private void ask(LogPieces pieces) {
    Optional<LogPieces.Gap> gap;
    synchronized (session.hearing()) {
      gap = pieces.missing(session.birth().offer().most().chunkBytes());
    }
    if (gap.isEmpty()) {
      return;
    }
    Request.Fetch fetch = new Request.Fetch(
        pieces.run(), gap.get().from(), gap.get().to() - gap.get().from());
    Optional<Report.Ack> answer = session.ask(fetch, DOING, () -> true);
    if (answer.isPresent() && answer.get().code().isRefusal()) {
      throw session.trouble().refused(DOING, MessageType.FETCH, answer.get());
    }
  }
}
