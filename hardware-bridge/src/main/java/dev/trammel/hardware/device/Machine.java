package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.RunEnd;
import org.jspecify.annotations.Nullable;

/**
 * The states of section 5, and what the robot does in each. This is the one place where the state
 * changes.
 *
 * <pre>
 *   UNCONFIGURED → INACTIVE → ACTIVE → STOPPING → INACTIVE, or FAULT → INACTIVE
 * </pre>
 */
final class Machine {

  /** Hears what changes. */
  interface Listener {

    /** The state, activity or fault is another one. */
    void changed(String why);

    /** A run or move is over. */
    void ended(Run.Order order, Code code);

    /** A run is over, and this is what happened in it. */
    void recorded(Run.Order order, byte[] log);
  }

  final Senses senses;
  private final Wiring wiring;
  private final RobotBody body;
  private final Drive drive;
  private final SafeMotion safe;
  private final Listener listener;

  private DeviceState state = DeviceState.UNCONFIGURED;
  private Activity activity = Activity.NONE;
  private Fault fault = Fault.NONE;
  private @Nullable Run run;
  private @Nullable Move move;
  private int step;
  private long stoppingSince;

  Machine(Wiring wiring, RobotBody body, Listener listener) {
    this.wiring = wiring;
    this.body = body;
    this.listener = listener;
    senses = new Senses(body, wiring);
    drive = new Drive(body, wiring);
    safe = new SafeMotion(wiring);
  }

  DeviceState state() {
    return state;
  }

  Activity activity() {
    return activity;
  }

  Fault fault() {
    return fault;
  }

  /** Of the run that is going on, or was last. */
  int step() {
    return run == null ? step : run.step();
  }

  Drive drive() {
    return drive;
  }

  boolean isActive() {
    return state == DeviceState.ACTIVE;
  }

  boolean holds() {
    return activity == Activity.HOLD;
  }

  /** Whether a run is not over, or its log not yet closed. */
  boolean hasRun() {
    return run != null;
  }

  /** What the steps of a run are decided by; null if there are no more steps to come. */
  @Nullable
  Law law() {
    return isActive() && run != null && !run.isEnding() ? run.law() : null;
  }

  Report.Condition condition() {
    return new Report.Condition(state, activity, fault);
  }

  // ---- what is asked for; whether it may be was checked ----

  void configure() {
    senses.read();
    enter(DeviceState.INACTIVE, Activity.NONE, "configured");
  }

  void activate() {
    enter(DeviceState.ACTIVE, Activity.HOLD, "activated");
  }

  void deactivate(long now) {
    stop(Fault.NONE, "deactivated", now);
  }

  void reset() {
    fault = Fault.NONE;
    enter(DeviceState.INACTIVE, Activity.NONE, "reset");
  }

  void cleanUp() {
    enter(DeviceState.UNCONFIGURED, Activity.NONE, "cleaned up");
  }

  void abort(long now) {
    if (run != null && !run.isEnding()) {
      run.close(RunEnd.ABORTED, senses.reading(), now);
    }
    endMove(Code.ENDED);
  }

  /** Whether there is something to abort. */
  boolean canAbort() {
    return move != null || run != null && !run.isEnding();
  }

  void begin(Run next) {
    run = next;
    enter(DeviceState.ACTIVE, next.order().activity(), "run " + next.order().run());
  }

  /** False if nobody can bring the robot there. */
  boolean begin(Move next) {
    if (!next.begin(body, senses.reading())) {
      return false;
    }
    move = next;
    enter(DeviceState.ACTIVE, Activity.MOVE, "move " + next.order().run());
    return true;
  }

  // ---- what goes wrong ----

  /** Stops for a fault, if anything is left to stop; a software stop counts in every state. */
  void fail(Fault why, String what, long now) {
    boolean isStop = why == Fault.STOPPED;
    if (isActive() || isStop && state != DeviceState.STOPPING && fault != Fault.STOPPED) {
      stop(why, what, now);
    } else if (isStop && state == DeviceState.STOPPING && fault != Fault.STOPPED) {
      fault = Fault.STOPPED;
      listener.changed(what);
    }
  }

  /** The body or the core itself failed: off at once. */
  void crash(String what, long now) {
    endMove(Code.ENDED);
    breakOff(RunEnd.FAULT, Fault.INTERNAL, now);
    fault = Fault.INTERNAL;
    enter(DeviceState.FAULT, Activity.NONE, what);
    finishRun();
  }

  private void stop(Fault why, String what, long now) {
    endMove(Code.ENDED);
    boolean byWish = why == Fault.NONE || why == Fault.STOPPED;
    breakOff(byWish ? RunEnd.STOPPED : RunEnd.FAULT, why, now);
    fault = why;
    stoppingSince = now;
    enter(DeviceState.STOPPING, Activity.NONE, what);
  }

  private void breakOff(RunEnd how, Fault why, long now) {
    if (run != null) {
      run.breakOff(how, why, senses.reading(), senses.isWhole(), now);
    }
  }

  // ---- time ----

  /**
   * Does what the state demands at this time.
   *
   * @param beats whether a cycle of the period begins now
   * @param seconds since the last tick [s]
   */
  void tick(boolean beats, long now, double seconds) {
    if (state == DeviceState.UNCONFIGURED) {
      return;
    }
    senses.read();
    if (isActive()) {
      watch(now);
    }
    switch (state) {
      case ACTIVE -> act(beats, now, seconds);
      case STOPPING -> comeToRest(now, seconds);
      case UNCONFIGURED, INACTIVE, FAULT -> body.cutOff();
    }
  }

  private void watch(long now) {
    if (!senses.isWhole()) {
      fail(Fault.SENSOR, "a reading is missing or not finite", now);
      return;
    }
    int sensor = senses.outOfBounds();
    if (sensor != Senses.NONE) {
      String what = "sensor " + sensor + " reads " + senses.reading()[sensor];
      fail(Fault.LIMIT, what + ", beyond its bounds", now);
    }
  }

  private void act(boolean beats, long now, double seconds) {
    if (move != null) {
      goOn(move, now, seconds);
    } else if (run != null) {
      goOn(run, beats, now, seconds);
    } else {
      drive.give(safe.effort(senses.reading()), senses.reading(), seconds);
    }
  }

  private void goOn(Move going, long now, double seconds) {
    Code code = going.tick(senses.reading(), now, seconds, body, drive, safe);
    if (code == Code.VALUE) {
      fail(Fault.INTERNAL, "the servo wants efforts that are not finite", now);
    } else if (code != Code.ACCEPTED) {
      endMove(code);
    }
  }

  private void goOn(Run going, boolean beats, long now, double seconds) {
    double[] reading = senses.reading();
    Fault problem = beats ? going.cycle(reading, now, drive, body) : Fault.NONE;
    if (problem == Fault.NONE) {
      problem = going.tick(reading, now, drive, safe, seconds);
    }
    if (problem != Fault.NONE) {
      fail(problem, "step " + going.step() + " of run " + going.order().run(), now);
    } else if (going.isOver()) {
      enter(DeviceState.ACTIVE, Activity.HOLD, "run " + going.order().run() + " is over");
      finishRun();
    }
  }

  private void comeToRest(long now, double seconds) {
    double[] reading = senses.reading();
    if (senses.isWhole()) {
      drive.give(safe.effort(reading), reading, seconds);
    } else {
      drive.cutOff();
    }
    if (senses.isWhole() && safe.isAtRest(reading) || now - stoppingSince >= SafeMotion.LONGEST) {
      DeviceState next = fault == Fault.NONE ? DeviceState.INACTIVE : DeviceState.FAULT;
      enter(next, Activity.NONE, "stopped");
      finishRun();
    }
  }

  private void endMove(Code code) {
    if (move != null) {
      Run.Order order = move.order();
      move = null;
      enter(DeviceState.ACTIVE, Activity.HOLD, "move " + order.run() + " is over");
      listener.ended(order, code);
    }
  }

  private void finishRun() {
    if (run != null) {
      Run over = run;
      step = over.step();
      run = null;
      listener.ended(over.order(), over.end() == RunEnd.WHOLE ? Code.OK : Code.ENDED);
      listener.recorded(over.order(), over.log());
    }
  }

  private void enter(DeviceState nextState, Activity nextActivity, String why) {
    state = nextState;
    activity = nextActivity;
    if (state != DeviceState.ACTIVE) {
      body.letGo();
      if (state != DeviceState.STOPPING) {
        drive.cutOff();
      }
    }
    listener.changed(why);
  }
}
