package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.RunEnd;
import org.jspecify.annotations.Nullable;

/**
 * What an active device does: a run, a move, or nothing but hold. The {@link Machine} lets it go on,
 * and ends it.
 */
final class Doing {

  private final RobotBody body;
  private final Senses senses;
  private final Drive drive;
  private final SafeMotion safe;
  private final Machine.Listener listener;
  private @Nullable Run run;
  private @Nullable Move move;
  private Code moved = Code.ACCEPTED;
  private int step;

  Doing(RobotBody body, Senses senses, Drive drive, SafeMotion safe, Machine.Listener listener) {
    this.body = body;
    this.senses = senses;
    this.drive = drive;
    this.safe = safe;
    this.listener = listener;
  }

  /** The step of the run that is going on, or how many the last one did. */
  int step() {
    return run == null ? step : run.step();
  }

  /** Whether a run is not over, or its log not yet closed. */
  boolean hasRun() {
    return run != null;
  }

  /** What the steps of a run are decided by; null if there are no more steps to come. */
  @Nullable
  Law law() {
    return run != null && !run.isEnding() ? run.law() : null;
  }

  void begin(Run next) {
    run = next;
  }

  /** Sets out; false if nobody can bring the robot there. */
  boolean begin(Move next) {
    if (!next.begin(body, senses.reading())) {
      return false;
    }
    move = next;
    moved = Code.ACCEPTED;
    return true;
  }

  /**
   * Goes on.
   *
   * @param beats whether a cycle of the period begins now
   * @param seconds since the last tick [s]
   * @return NONE, or why it cannot
   */
  Fault goOn(boolean beats, long now, double seconds) {
    double[] reading = senses.reading();
    if (move != null && moved == Code.ACCEPTED) {
      moved = move.tick(reading, now, seconds, body, drive, safe);
      return moved == Code.VALUE ? Fault.INTERNAL : Fault.NONE;
    }
    if (run == null) {
      drive.give(safe.effort(reading), reading, seconds);
      return Fault.NONE;
    }
    Fault problem = beats ? run.cycle(reading, now, drive, body) : Fault.NONE;
    return problem == Fault.NONE ? run.tick(reading, now, drive, safe, seconds) : problem;
  }

  /** Whether there is nothing left to do but to tell of it. */
  boolean isOver() {
    return move != null && moved != Code.ACCEPTED || run != null && run.isOver();
  }

  /** Whether there is something to abort. */
  boolean canAbort() {
    return move != null || run != null;
  }

  /** No more of it, as somebody wished. */
  void abort(long now) {
    if (run != null && !run.isEnding()) {
      run.close(RunEnd.ABORTED, senses.reading(), now);
    }
    moved = Code.ENDED;
  }

  /** No more of it, because the device leaves ACTIVE. */
  void breakOff(Fault why, long now) {
    boolean isWish = why == Fault.NONE || why == Fault.STOPPED;
    if (run != null) {
      RunEnd how = isWish ? RunEnd.STOPPED : RunEnd.FAULT;
      run.breakOff(how, why, senses.reading(), senses.isWhole(), now);
    }
    moved = Code.ENDED;
  }

  /** Tells who asked for it how it went, and forgets it. */
  void report() {
    Move came = move;
    Run over = run;
    move = null;
    run = null;
    if (came != null) {
      listener.ended(came.order(), moved);
    }
    if (over != null) {
      step = over.step();
      listener.ended(over.order(), over.end() == RunEnd.WHOLE ? Code.OK : Code.ENDED);
      listener.recorded(over.order(), over.log());
    }
  }

  /** For people. */
  String text() {
    return move != null ? "move" : run != null ? "step " + run.step() : "hold";
  }
}
