package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.RunEnd;

/**
 * One run of an activity in steps: episode, policy, stream or horizon.
 *
 * <p>It waits for the first command if its law does, goes through its steps at the device's period,
 * reads once more, and gives the safe action until at rest. It is then over. Whatever ends it
 * earlier closes its log where it is.
 */
final class Run {

  /** How long the first step waits for the first command [µs]. */
  private static final long PATIENCE = 1_000_000;

  /** Where a run is. */
  enum Phase {
    WAITING,
    STEPPING,
    SETTLING,
    OVER
  }

  private final Wiring wiring;
  private final Law law;
  private final int steps;
  private final RunRecorder recorder;
  private final double[] wanted;
  private final Order order;
  private Phase phase = Phase.WAITING;
  private int step;
  private long since;
  private RunEnd end = RunEnd.WHOLE;
  private Fault fault = Fault.NONE;

  /**
   * Who asked for what.
   *
   * @param user who gets the log
   * @param request sequence of START, for its second answer
   * @param run its number
   */
  record Order(String user, long request, int run, Activity activity) {}

  Run(Wiring wiring, Order order, Law law, int steps, long now) {
    this.wiring = wiring;
    this.order = order;
    this.law = law;
    this.steps = steps;
    recorder = new RunRecorder(order.run(), order.activity(), wiring);
    wanted = new double[wiring.m];
    since = now;
  }

  Order order() {
    return order;
  }

  Law law() {
    return law;
  }

  /** The step that acts, or how many were done when no more follow. */
  int step() {
    return phase == Phase.STEPPING ? Math.max(0, step - 1) : step;
  }

  boolean isOver() {
    return phase == Phase.OVER;
  }

  /** Whether all steps are done, or no more will be. */
  boolean isEnding() {
    return phase == Phase.SETTLING || phase == Phase.OVER;
  }

  RunEnd end() {
    return end;
  }

  byte[] log() {
    return recorder.log(end, fault);
  }

  /**
   * Goes on by one cycle of the device's period.
   *
   * @param reading p, whole; not modified
   * @return NONE, or why it cannot go on; nothing was given then
   */
  Fault cycle(double[] reading, long now, Drive drive, RobotBody body) {
    if (phase == Phase.WAITING) {
      if (law.isWaiting()) {
        return now - since >= PATIENCE ? Fault.LATE : Fault.NONE;
      }
      body.letGo();
      phase = Phase.STEPPING;
    }
    if (phase == Phase.STEPPING && step == steps) {
      close(RunEnd.WHOLE, reading, now);
    }
    return phase == Phase.STEPPING ? doStep(reading, now, drive) : Fault.NONE;
  }

  private Fault doStep(double[] reading, long now, Drive drive) {
    Fault problem = law.request(step, reading, now, wanted);
    if (problem != Fault.NONE) {
      return problem;
    }
    if (!drive.give(wanted, law.bounds(), reading, wiring.periodSeconds())) {
      return Fault.VALUE;
    }
    recorder.add(now, reading, drive);
    step++;
    return Fault.NONE;
  }

  /** Between cycles: gives the safe action where no step acts. */
  Fault tick(double[] reading, long now, Drive drive, SafeMotion safe, double seconds) {
    if (phase == Phase.STEPPING) {
      return law.watch(now);
    }
    drive.give(safe.effort(reading), reading, seconds);
    if (phase == Phase.SETTLING && (safe.isAtRest(reading) || now - since >= SafeMotion.LONGEST)) {
      phase = Phase.OVER;
    }
    return Fault.NONE;
  }

  /** No more steps: the safe action until at rest. */
  void close(RunEnd how, double[] reading, long now) {
    recorder.close(now, reading);
    end = how;
    since = now;
    phase = Phase.SETTLING;
  }

  /**
   * Nothing more of it, because the device left ACTIVE.
   *
   * @param isWhole whether the reading is
   */
  void breakOff(RunEnd how, Fault why, double[] reading, boolean isWhole, long now) {
    if (!isEnding()) {
      if (isWhole) {
        recorder.close(now, reading);
      }
      end = how;
      fault = why;
    }
    phase = Phase.OVER;
  }
}
