package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Inbox.Heard;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.List;

/** The states, and what leads from one to the next. */
final class LifecycleChecks {

  private static final byte[] STOP = {1};

  private LifecycleChecks() {}

  static List<Check> all() {
    return List.of(
        Check.still("cleanup-and-configure", 5, LifecycleChecks::cleanUp),
        Check.still("wrong-transitions-refused", 5, LifecycleChecks::wrong),
        Check.still("unknown-transition-refused", 5, LifecycleChecks::unknown),
        Check.still("stop-leads-to-fault-from-anywhere", 5, LifecycleChecks::stopAnywhere),
        Check.still("stop-on-any-topic-below", 1, LifecycleChecks::stopAnyTopic),
        Check.still("nothing-is-applied-unless-active", 5, LifecycleChecks::nothingApplied),
        Check.still("stop-stands-until-taken-back", 5, LifecycleChecks::stopStands),
        Check.still("stop-of-each-user-stands", 5, LifecycleChecks::stopOfEach),
        Check.still("grant-needs-virtual-time", 6, LifecycleChecks::grant),
        Check.moving("activate-holds-deactivate-stops", 5, LifecycleChecks::activate),
        Check.moving("stop-while-active-is-a-fault", 5, LifecycleChecks::stopActive),
        Check.moving("abort-needs-an-activity", 5, LifecycleChecks::abort));
  }

  private static void cleanUp(Rig rig) {
    rig.inactive();
    rig.expect(Transition.CLEANUP, Code.OK);
    rig.await(DeviceState.UNCONFIGURED);
    rig.freshen();
    rig.expect(Transition.ACTIVATE, Code.STATE);
    rig.expect(Transition.CLEANUP, Code.STATE);
    rig.expect(Transition.CONFIGURE, Code.OK);
    rig.await(DeviceState.INACTIVE);
  }

  private static void wrong(Rig rig) {
    rig.inactive();
    for (Transition transition :
        List.of(Transition.CONFIGURE, Transition.DEACTIVATE, Transition.RESET, Transition.ABORT)) {
      rig.expect(transition, Code.STATE);
    }
    rig.expect(new Request.Arm(1), Code.STATE);
    rig.expect(new Request.Start(Activity.EPISODE, 1, 1, 0), Code.STATE);
  }

  private static void unknown(Rig rig) {
    rig.inactive();
    for (int number : new int[] {0, 7, 255}) {
      rig.probe()
          .draft(new Request.Lifecycle(Transition.ABORT))
          .forged(b -> b.put(Frame.HEADER_BYTES, (byte) number))
          .expect(Code.VALUE);
    }
  }

  private static void stopAnywhere(Rig rig) {
    rig.inactive();
    rig.freshen();
    stop(rig.probe());
    rig.awaitFault(Fault.STOPPED);
    for (Heard<Report.State> heard : rig.probe().inbox().states()) {
      Deviation.unless(
          heard.body().condition().state() != DeviceState.STOPPING,
          "a stop in INACTIVE led to STOPPING: it powers what was off");
    }
    takeBack(rig.probe());
    rig.expect(Transition.RESET, Code.OK);
    rig.expect(Transition.CLEANUP, Code.OK);
    rig.freshen();
    stop(rig.probe());
    rig.awaitFault(Fault.STOPPED);
  }

  private static void stopAnyTopic(Rig rig) {
    rig.inactive();
    String topic = rig.probe().topics().stop("other.name");
    rig.probe().publish(topic, STOP, 1, false);
    rig.probe().rest(2 * rig.period());
    Inapplicable.when(rig.probe().inbox().wasRefused(), "the broker lets nobody stop on " + topic);
    try {
      rig.awaitFault(Fault.STOPPED);
      rig.expect(Transition.RESET, Code.STOP);
    } finally {
      rig.probe().publish(topic, new byte[0], 1, false);
    }
    rig.stateWhere(s -> !s.stopped(), rig.probe().deviceNow(), Probe.PATIENCE, "no stop");
    rig.expect(Transition.RESET, Code.OK);
  }

  private static void nothingApplied(Rig rig) {
    rig.inactive();
    requireOff(rig);
    rig.expect(Transition.CLEANUP, Code.OK);
    rig.await(DeviceState.UNCONFIGURED);
    for (double reading : requireOff(rig).sensors()) {
      Deviation.unless(reading == 0, "a sensor of an UNCONFIGURED device is " + reading);
    }
    stop(rig.probe());
    rig.awaitFault(Fault.STOPPED);
    requireOff(rig);
  }

  private static Report.State requireOff(Rig rig) {
    rig.freshen();
    Report.State state = rig.state();
    for (double effort : state.applied()) {
      Deviation.unless(effort == 0, Rig.said(state) + ", and applies " + effort);
    }
    return state;
  }

  private static void stopStands(Rig rig) {
    rig.inactive();
    stop(rig.probe());
    rig.awaitFault(Fault.STOPPED);
    Deviation.unless(rig.state().stopped(), "STATE does not say that a stop stands");
    rig.expect(Transition.RESET, Code.STOP);
    takeBack(rig.probe());
    Report.State state = rig.stateWhere(
        s -> !s.stopped(), rig.probe().deviceNow(), Probe.PATIENCE, "that no stop stands");
    Deviation.unless(
        state.condition().state() == DeviceState.FAULT,
        "a stop that is taken back must leave FAULT, was " + Rig.said(state));
    rig.expect(Transition.RESET, Code.OK);
    rig.await(DeviceState.INACTIVE);
  }

  private static void stopOfEach(Rig rig) {
    Probe other = rig.other();
    rig.inactive();
    stop(other);
    rig.awaitFault(Fault.STOPPED);
    stop(rig.probe());
    takeBack(rig.probe());
    rig.probe().rest(2 * rig.period());
    try {
      rig.expect(Transition.RESET, Code.STOP);
    } finally {
      takeBack(other);
    }
    rig.stateWhere(s -> !s.stopped(), rig.probe().deviceNow(), Probe.PATIENCE, "no stop");
    rig.expect(Transition.RESET, Code.OK);
  }

  private static void grant(Rig rig) {
    Inapplicable.when(rig.birth().identity().virtualTime(), "its time is virtual");
    rig.lease();
    rig.expect(new Request.Grant(rig.probe().deviceNow()), Code.UNSUPPORTED);
  }

  private static void activate(Rig rig) {
    rig.hold();
    rig.expect(Transition.ACTIVATE, Code.STATE);
    rig.expect(Transition.CLEANUP, Code.STATE);
    rig.expect(Transition.CONFIGURE, Code.STATE);
    rig.expect(Transition.RESET, Code.STATE);
    rig.freshen();
    rig.expect(Transition.DEACTIVATE, Code.OK);
    Report.State state = rig.await(DeviceState.INACTIVE);
    Deviation.unless(
        state.condition().fault() == Fault.NONE, "deactivate led to " + Rig.said(state));
  }

  private static void stopActive(Rig rig) {
    rig.hold();
    long sent = rig.probe().deviceNow();
    stop(rig.probe());
    Report.State first = rig.stateWhere(
        s -> s.condition().state() != DeviceState.ACTIVE, sent, Probe.PATIENCE, "no more ACTIVE");
    Deviation.unless(
        first.condition().fault() == Fault.STOPPED, "stopped, says " + Rig.said(first));
    rig.awaitFault(Fault.STOPPED);
    takeBack(rig.probe());
    rig.expect(Transition.ACTIVATE, Code.STATE);
  }

  private static void abort(Rig rig) {
    rig.hold();
    rig.expect(Transition.ABORT, Code.STATE);
  }

  static void stop(Probe probe) {
    probe.publish(probe.topics().stop(probe.user()), STOP, 1, true);
  }

  static void takeBack(Probe probe) {
    probe.publish(probe.topics().stop(probe.user()), new byte[0], 1, true);
  }
}
