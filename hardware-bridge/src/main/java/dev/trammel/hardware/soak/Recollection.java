package dev.trammel.hardware.soak;

import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.RunLog;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a robot really did of late, to compare its logs with, and the logs that it sent. Its logs are
 * asked for by other threads.
 */
final class Recollection {

  private static final int LOGS = 8;

  /** Longer than any run here, with the time in which its log is fetched. */
  private static final int DEEDS = 4000;

  private final Map<Long, Deed> deeds = new LinkedHashMap<>() {

    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Deed> eldest) {
      return size() > DEEDS;
    }
  };
  private final Deque<RunLog> logs = new ArrayDeque<>();
  private final Diary diary;
  private byte[] pieces = {};
  private boolean[] there = {};
  private int run;

  private record Deed(double[] reading, double[] applied) {}

  Recollection(Diary diary) {
    this.diary = diary;
  }

  void did(long now, double[] reading, double[] applied) {
    deeds.put(now, new Deed(reading.clone(), applied.clone()));
  }

  /** A piece of a log goes out; once all of it did, it is compared. */
  void says(Report.Log piece) {
    if (piece.run() != run || piece.total() != pieces.length) {
      run = piece.run();
      pieces = new byte[piece.total()];
      there = new boolean[piece.total()];
    }
    System.arraycopy(piece.content(), 0, pieces, piece.offset(), piece.content().length);
    boolean was = isWhole();
    Arrays.fill(there, piece.offset(), piece.offset() + piece.content().length, true);
    if (!was && isWhole()) {
      compare();
    }
  }

  private boolean isWhole() {
    for (boolean known : there) {
      if (!known) {
        return false;
      }
    }
    return true;
  }

  private void compare() {
    if (!(RunLog.decode(pieces) instanceof Decoded.Valid<RunLog> valid)) {
      diary.breach(Rule.LOG, "the log of run " + run + " cannot be read");
      return;
    }
    RunLog log = valid.value();
    if (log.run() != run) {
      diary.breach(Rule.LOG, "the log of run " + run + " is of run " + log.run());
    }
    for (RunLog.Step step : log.steps()) {
      Deed deed = deeds.get(step.time());
      if (deed == null
          || !Arrays.equals(deed.applied(), step.applied())
          || !Arrays.equals(deed.reading(), step.sensors())) {
        diary.breach(Rule.LOG, "run " + run + " at " + step.time() + " µs was not as its log says");
        return;
      }
    }
    keep(log);
  }

  private synchronized void keep(RunLog log) {
    logs.add(log);
    if (logs.size() > LOGS) {
      logs.removeFirst();
    }
  }

  /** Whether one of the last logs has these inputs in its steps, requested and applied. */
  synchronized boolean knows(double[][] requested, double[][] applied) {
    return logs.stream().anyMatch(log -> isSame(log, requested, applied));
  }

  private static boolean isSame(RunLog log, double[][] requested, double[][] applied) {
    if (log.steps().size() != applied.length) {
      return false;
    }
    for (int t = 0; t < applied.length; t++) {
      RunLog.Step step = log.steps().get(t);
      if (!Arrays.equals(step.applied(), applied[t])
          || !Arrays.equals(step.requested(), requested[t])) {
        return false;
      }
    }
    return true;
  }
}
