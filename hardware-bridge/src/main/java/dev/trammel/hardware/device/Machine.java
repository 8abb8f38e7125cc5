package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;

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
  final Drive drive;
  final Doing doing;
  private final RobotBody body;
  private final SafeMotion safe;
  private final Listener listener;

  private DeviceState state = DeviceState.UNCONFIGURED;
  private Activity activity = Activity.NONE;
  private Fault fault = Fault.NONE;
  private long stoppingSince;

  Machine(Wiring wiring, RobotBody body, Listener listener) {
    this.body = body;
    this.listener = listener;
    senses = new Senses(body, wiring);
    drive = new Drive(body, wiring);
    safe = new SafeMotion(wiring);
    doing = new Doing(body, senses, drive, safe, listener);
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

  boolean isActive() {
    return state == DeviceState.ACTIVE;
  }

  boolean holds() {
    return activity == Activity.HOLD;
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
    doing.abort(now);
    holdIfOver();
  }

  void begin(Run run) {
    doing.begin(run);
    enter(DeviceState.ACTIVE, run.order().activity(), "run " + run.order().run());
  }

  /** False if nobody can bring the robot there. */
  boolean begin(Move move) {
    if (!doing.begin(move)) {
      return false;
    }
    enter(DeviceState.ACTIVE, Activity.MOVE, "move " + move.order().run());
    return true;
  }

  // ---- what goes wrong ----

  /** Stops for a fault, if anything is left to stop; a software stop counts in every state. */
  void fail(Fault why, String what, long now) {
    if (isActive()) {
      stop(why, what, now);
    } else if (why == Fault.STOPPED && fault != Fault.STOPPED) {
      // what comes to rest goes on to; what is cut off stays so
      fault = Fault.STOPPED;
      enter(state == DeviceState.STOPPING ? state : DeviceState.FAULT, Activity.NONE, what);
    }
  }

  /** The body or the core itself failed: off at once. */
  void crash(String what, long now) {
    boolean isNew = state != DeviceState.FAULT || fault != Fault.INTERNAL;
    state = DeviceState.FAULT;
    fault = Fault.INTERNAL;
    if (!isNew) {
      drive.cutOff();
      return;
    }
    // whatever of this fails too, nothing of what was done may go on after a reset
    try {
      doing.breakOff(Fault.INTERNAL, now);
    } finally {
      try {
        enter(DeviceState.FAULT, Activity.NONE, what);
      } finally {
        doing.report();
      }
    }
  }

  private void stop(Fault why, String what, long now) {
    doing.breakOff(why, now);
    fault = why;
    stoppingSince = now;
    enter(DeviceState.STOPPING, Activity.NONE, what);
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
    if (isActive()) {
      act(beats, now, seconds);
    }
    // what has just failed is made safe in this very tick
    switch (state) {
      case ACTIVE -> {}
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
    Fault problem = doing.goOn(beats, now, seconds);
    if (problem == Fault.NONE) {
      holdIfOver();
    } else {
      fail(problem, doing.text(), now);
    }
  }

  private void holdIfOver() {
    if (doing.isOver()) {
      enter(DeviceState.ACTIVE, Activity.HOLD, "done");
      doing.report();
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
      enter(next, Activity.NONE, "at rest, or cut off");
      doing.report();
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
