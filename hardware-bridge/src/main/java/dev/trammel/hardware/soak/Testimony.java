package dev.trammel.hardware.soak;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;
import java.util.Arrays;

/** Compares what a device says of itself in STATE with what it was told and with what it does. */
final class Testimony {

  private static final long U32 = 0xFFFFFFFFL;
  private static final double ROUNDING = 1e-9;

  private final Diary diary;
  private final Admissions admissions;
  private final Motion motion;
  private final Shape shape;
  private Report.Condition before =
      new Report.Condition(DeviceState.UNCONFIGURED, Activity.NONE, Fault.NONE);

  Testimony(Diary diary, Admissions admissions, Motion motion) {
    this.diary = diary;
    this.admissions = admissions;
    this.motion = motion;
    shape = motion.shape();
  }

  /**
   * Takes it down.
   *
   * @param resetGiven whether a reset was granted since the last one
   */
  void hear(Report.State state, boolean resetGiven, long now) {
    Report.Condition condition = state.condition();
    if (!condition.equals(before)) {
      diary.note("is " + condition);
    }
    checkStates(condition, resetGiven);
    checkCounters(state);
    if (state.session() != admissions.session()) {
      diary.breach(
          Rule.LEASE,
          "STATE says session " + Long.toHexString(state.session()) + ", the lease is "
              + Long.toHexString(admissions.session()));
    }
    if (!Arrays.equals(state.applied(), motion.last())) {
      diary.breach(
          Rule.COUNTERS,
          "STATE says applied " + Arrays.toString(state.applied()) + ", the body was given "
              + Arrays.toString(motion.last()));
    }
    if (condition.state() != DeviceState.ACTIVE) {
      motion.mustStop(Rule.REST, now);
    } else if (condition.activity() == motion.activity()
        && motion.steps() > 0
        && state.step() == motion.steps()) {
      motion.mustRest(Rule.REST);
    }
    before = condition;
  }

  private void checkStates(Report.Condition condition, boolean resetGiven) {
    if (condition.state() == DeviceState.ACTIVE && !motion.isEnabled()) {
      diary.breach(Rule.RESUMED, "it is ACTIVE, and nobody activated it since it last stopped");
    }
    Activity activity = condition.activity();
    boolean isAllowed =
        activity == Activity.NONE || activity == Activity.HOLD || activity == motion.activity();
    if (!isAllowed) {
      diary.breach(Rule.RESUMED, "it is in " + activity + ", told was " + motion.activity());
    }
    if (before.state() == DeviceState.FAULT
        && condition.state() != DeviceState.FAULT
        && condition.fault() != Fault.STOPPED
        && !resetGiven) {
      diary.breach(Rule.RESUMED, "it left FAULT for " + condition + " without a reset");
    }
    if (condition.fault() == Fault.INTERNAL || condition.fault() == Fault.VALUE) {
      if (before.fault() != condition.fault()) {
        diary.breach(Rule.CRASH, "FAULT " + condition.fault());
      }
    }
  }

  private void checkCounters(Report.State state) {
    Report.Counters said = state.counters();
    long[] rejected = admissions.rejected();
    boolean same = said.accepted() == (admissions.accepted() & U32)
        && said.gaps() == (admissions.gaps() & U32);
    for (int i = 0; i < rejected.length; i++) {
      same &= said.rejected()[i] == (rejected[i] & U32);
    }
    if (!same) {
      diary.breach(
          Rule.COUNTERS,
          "STATE counts " + text(said) + ", came "
              + text(new Report.Counters(admissions.accepted(), admissions.gaps(), rejected)));
    }
  }

  private static String text(Report.Counters counters) {
    return counters.accepted() + " accepted, " + counters.gaps() + " gaps, rejected "
        + Arrays.toString(counters.rejected());
  }

  /** Whether a request is the safe action at a reading. */
  boolean isSafe(double[] requested, double[] reading) {
    for (int i = 0; i < requested.length; i++) {
      double safe = shape.safe(i, reading);
      if (Math.abs(requested[i] - safe) > ROUNDING * (1 + Math.abs(safe))) {
        return false;
      }
    }
    return true;
  }
}
