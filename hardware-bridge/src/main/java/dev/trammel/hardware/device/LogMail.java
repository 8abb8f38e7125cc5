package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Keeps the log of the last run, and sends it piece by piece, a few of them at each tick. */
final class LogMail {

  private static final int PIECES_PER_TICK = 16;
  private static final int MOST_WISHES = 64;

  private final int pieceBytes;
  private final Post post;
  private final Deque<Wish> wishes = new ArrayDeque<>();
  private byte[] log = {};
  private int run;

  /** What is to be sent yet. */
  private record Wish(String user, int from, int to) {}

  LogMail(int pieceBytes, Post post) {
    this.pieceBytes = pieceBytes;
    this.post = post;
  }

  /** A new run begins: the last one's log is forgotten. */
  void forget() {
    log = new byte[0];
    run = 0;
    wishes.clear();
  }

  /** Keeps the log of a run that is over, and sends all of it to who started it. */
  void deliver(Run.Order order, byte[] content) {
    log = content;
    run = order.run();
    wishes.add(new Wish(order.user(), 0, content.length));
  }

  /** Sends a piece again. */
  Answer fetch(String user, Request.Fetch fetch) {
    if (run == 0 || fetch.run() != run) {
      return Answer.refused(Code.VALUE, "there is no log of run " + fetch.run());
    }
    if (fetch.offset() >= log.length || fetch.count() == 0) {
      return Answer.refused(Code.VALUE, "the log has " + log.length + " bytes");
    }
    if (wishes.size() == MOST_WISHES) {
      return Answer.refused(Code.SIZE, MOST_WISHES + " pieces are being fetched already");
    }
    int count = Math.min(fetch.count(), log.length - fetch.offset());
    wishes.add(new Wish(user, fetch.offset(), fetch.offset() + count));
    return Answer.OK;
  }

  void tick(long session, long now) {
    for (int i = 0; i < PIECES_PER_TICK && !wishes.isEmpty(); i++) {
      Wish wish = wishes.removeFirst();
      int end = Math.min(wish.to(), wish.from() + pieceBytes);
      byte[] piece = Arrays.copyOfRange(log, wish.from(), end);
      post.log(wish.user(), new Report.Log(run, wish.from(), log.length, piece), session, now);
      if (end < wish.to()) {
        wishes.addFirst(new Wish(wish.user(), end, wish.to()));
      }
    }
  }
}
