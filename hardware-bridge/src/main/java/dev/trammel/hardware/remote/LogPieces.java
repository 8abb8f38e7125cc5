package dev.trammel.hardware.remote;

import dev.trammel.controller.linalg.Require;
import dev.trammel.hardware.wire.Report.Log;
import java.util.BitSet;
import java.util.Optional;

/** Puts the log of one run together from pieces that come in any order, twice, or not at all. */
final class LogPieces {

  /** No log is longer [byte]. */
  private static final int MOST = 1 << 28;

  private final int run;
  private byte[] bytes = {};
  private final BitSet there = new BitSet();

  LogPieces(int run) {
    this.run = run;
  }

  int run() {
    return run;
  }

  /** Takes a piece in; one that fits nowhere is dropped. */
  void add(Log piece) {
    if (piece.run() != run || piece.total() <= 0 || piece.total() > MOST) {
      return;
    }
    if (bytes.length == 0) {
      bytes = new byte[piece.total()];
    }
    long end = (long) piece.offset() + piece.content().length;
    if (piece.total() == bytes.length && piece.offset() >= 0 && end <= bytes.length) {
      System.arraycopy(piece.content(), 0, bytes, piece.offset(), piece.content().length);
      there.set(piece.offset(), (int) end);
    }
  }

  /** Bytes that are there. */
  int size() {
    return there.cardinality();
  }

  boolean isWhole() {
    return bytes.length > 0 && there.nextClearBit(0) >= bytes.length;
  }

  /** A stretch of bytes [from, to). */
  record Gap(int from, int to) {

    Gap {
      Require.atLeast(to, from + 1, "the end of a gap");
    }
  }

  /** The first stretch that is missing; of a log of which nothing came, as much as is allowed. */
  Optional<Gap> missing(int most) {
    if (isWhole()) {
      return Optional.empty();
    }
    int from = there.nextClearBit(0);
    int next = there.nextSetBit(from);
    int length = bytes.length == 0 ? most : bytes.length;
    int end = next < 0 ? length : next;
    return Optional.of(new Gap(from, (int) Math.min(end, (long) from + most)));
  }

  /** All of it; must be whole. */
  byte[] whole() {
    if (!isWhole()) {
      throw new IllegalStateException("the log of run " + run + " must be whole, has " + size()
          + " of " + bytes.length + " bytes");
    }
    return bytes;
  }

  /** Begins anew, after what came was wrong. */
  void forget() {
    bytes = new byte[0];
    there.clear();
  }
}
