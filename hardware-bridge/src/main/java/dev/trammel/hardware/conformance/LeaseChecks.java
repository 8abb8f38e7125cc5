package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Inbox.Heard;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.List;

/** Who may command, and until when. */
final class LeaseChecks {

  private static final int SHORT = 300_000;

  private LeaseChecks() {}

  static List<Check> all() {
    return List.of(
        Check.still("lease-grants-a-growing-session", 4, LeaseChecks::grows),
        Check.still("lease-is-exclusive", 4, LeaseChecks::exclusive),
        Check.still("lease-is-exclusive-among-users", 4, LeaseChecks::exclusiveAmongUsers),
        Check.still("lease-needs-this-boot", 4, LeaseChecks::boot),
        Check.still("lease-needs-a-new-nonce", 4, LeaseChecks::nonce),
        Check.still("lease-holds-100-ms-to-2-s", 4, LeaseChecks::bounds),
        Check.still("lease-needs-session-0", 4, LeaseChecks::sessionZero),
        Check.still("nothing-without-a-lease", 4, LeaseChecks::without),
        Check.still("session-of-another-user-refused", 4, LeaseChecks::otherUser),
        Check.still("session-ends-with-release", 4, LeaseChecks::released),
        Check.still("renewal-keeps-the-lease", 4, LeaseChecks::renewed),
        Check.still("lease-lapses-in-time", 4, LeaseChecks::lapses),
        Check.moving("lease-loss-is-a-fault-in-time", 4, LeaseChecks::lossIsAFault),
        Check.moving("release-while-active-is-a-fault", 4, LeaseChecks::releaseIsAFault),
        Check.moving("nothing-starts-again-by-itself", 5, LeaseChecks::nothingStarts));
  }

  private static void grows(Rig rig) {
    long first = rig.lease();
    rig.release();
    long second = rig.lease();
    Deviation.unless(
        first >>> 32 == Integer.toUnsignedLong(rig.boot()),
        "the session's upper half must be the boot, was " + Long.toHexString(first));
    Deviation.unless(
        second >>> 32 == first >>> 32 && (int) second > (int) first && (int) first > 0,
        "sessions must grow, were " + Long.toHexString(first) + ", " + Long.toHexString(second));
  }

  private static void exclusive(Rig rig) {
    rig.lease();
    rig.expect(rig.leaseRequest(Rig.LEASE), Code.HELD);
  }

  private static void exclusiveAmongUsers(Rig rig) {
    Probe other = rig.other();
    rig.lease();
    other.draft(rig.leaseRequest(Rig.LEASE)).send().expect(Code.HELD);
    rig.release();
    other.draft(rig.leaseRequest(100_000)).send().expect(Code.OK);
    rig.expect(rig.leaseRequest(Rig.LEASE), Code.HELD);
  }

  private static void boot(Rig rig) {
    rig.expect(new Request.Lease(rig.boot() + 1, 7, Rig.LEASE, Frame.MINOR), Code.SESSION);
  }

  private static void nonce(Rig rig) {
    Request.Lease lease = rig.leaseRequest(Rig.LEASE);
    rig.probe().hold(rig.expect(lease, Code.OK).value(), 0);
    rig.release();
    rig.expect(lease, Code.SEQUENCE);
    Request.Lease next = rig.leaseRequest(Rig.LEASE);
    rig.probe().hold(rig.expect(next, Code.OK).value(), 0);
    rig.release();
    long told = rig.expect(lease, Code.SEQUENCE).value();
    Deviation.unless(
        told == next.nonce(), "the last nonce was " + next.nonce() + ", the answer says " + told);
  }

  private static void bounds(Rig rig) {
    for (int micros : new int[] {0, 99_999, 2_000_001, Integer.MAX_VALUE}) {
      rig.probe()
          .draft(rig.leaseRequest(Rig.LEASE))
          .forged(b -> b.putInt(Frame.HEADER_BYTES + 12, micros))
          .expect(Code.VALUE);
    }
  }

  private static void sessionZero(Rig rig) {
    rig.probe().draft(rig.leaseRequest(Rig.LEASE)).session(1).send().expect(Code.SESSION);
  }

  private static void without(Rig rig) {
    for (Request request : List.of(
        new Request.Lifecycle(Transition.CONFIGURE),
        new Request.Release(),
        new Request.Renew(),
        new Request.Commit(1),
        new Request.Setpoint(0, new double[1]))) {
      rig.expect(request, Code.SESSION);
    }
  }

  private static void otherUser(Rig rig) {
    Probe other = rig.other();
    long session = rig.lease();
    other
        .draft(new Request.Lifecycle(Transition.CONFIGURE))
        .session(session)
        .send()
        .expect(Code.SESSION);
    other.draft(new Request.Renew()).session(session).send().expect(Code.SESSION);
  }

  private static void released(Rig rig) {
    long session = rig.lease();
    rig.release();
    rig.probe().hold(session, 0);
    rig.probe().skipRequests(10);
    rig.expect(new Request.Lifecycle(Transition.CONFIGURE), Code.SESSION);
  }

  private static void renewed(Rig rig) {
    long session = rig.lease(SHORT);
    rig.probe().hold(session, SHORT / 4);
    rig.probe().rest(3 * SHORT);
    long now = rig.state().session();
    Deviation.unless(now == session, "a lease that is renewed ended");
  }

  private static void lapses(Rig rig) {
    long session = rig.lease(SHORT);
    long granted = leaseBegan(rig);
    awaitEnd(rig, session, granted);
    rig.probe().skipRequests(10);
    rig.expect(new Request.Lifecycle(Transition.CONFIGURE), Code.SESSION);
  }

  // the time at which the device said that it grants the lease
  private static long leaseBegan(Rig rig) {
    List<Heard<Report.Ack>> acks = rig.probe().inbox().acks();
    return acks.get(acks.size() - 1).header().time();
  }

  private static void awaitEnd(Rig rig, long session, long renewedAt) {
    rig.stateWhere(s -> s.session() != session, renewedAt, 3L * SHORT, "that the lease lapsed");
    Header first = rig.probe().inbox().states().stream()
        .filter(s -> s.header().time() >= renewedAt && s.body().session() != session)
        .findFirst()
        .orElseThrow()
        .header();
    long after = first.time() - renewedAt;
    Deviation.unless(
        after >= SHORT - 5000 && after <= SHORT + 2 * rig.period(),
        "a lease of " + SHORT / 1000 + " ms ended after " + after / 1000 + " ms");
  }

  private static void lossIsAFault(Rig rig) {
    rig.inactive();
    rig.release();
    long session = rig.lease(SHORT);
    rig.expect(Transition.ACTIVATE, Code.OK);
    long activated = leaseBegan(rig);
    awaitEnd(rig, session, activated);
    Report.State first = rig.stateWhere(
        s -> s.condition().state() != DeviceState.ACTIVE, activated, SHORT, "no more ACTIVE");
    Deviation.unless(
        first.condition().fault() == Fault.LEASE,
        "the lease ran out, and STATE says " + Rig.said(first));
    rig.awaitFault(Fault.LEASE);
  }

  private static void releaseIsAFault(Rig rig) {
    rig.hold();
    rig.release();
    rig.awaitFault(Fault.LEASE);
  }

  private static void nothingStarts(Rig rig) {
    rig.hold();
    rig.release();
    rig.awaitFault(Fault.LEASE);
    rig.lease();
    rig.probe().rest(4 * rig.period());
    Report.State state = rig.state();
    Deviation.unless(
        state.condition().state() == DeviceState.FAULT,
        "a new lease alone took the device out of FAULT: " + Rig.said(state));
    rig.expect(Transition.ACTIVATE, Code.STATE);
    rig.expect(Transition.RESET, Code.OK);
    rig.probe().rest(4 * rig.period());
    Deviation.unless(
        rig.state().condition().state() == DeviceState.INACTIVE,
        "a reset must lead to INACTIVE and no further");
  }
}
