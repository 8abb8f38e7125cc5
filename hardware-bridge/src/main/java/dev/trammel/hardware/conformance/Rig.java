package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Draft.Sent;
import dev.trammel.hardware.conformance.Inbox.Heard;
import dev.trammel.hardware.remote.LeaseNonces;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A device on the bench: how a check brings it to where it begins, and leaves it. */
final class Rig {

  /** How long the lease of most checks holds without renewal [µs]. */
  static final int LEASE = 1_000_000;

  /** From the first sign of a stop to rest, section 5, with some time for the way [µs]. */
  static final long STOPPING = 3_000_000;

  private final Probe probe;
  private final Supplier<Probe> others;
  private final Birth birth;
  private @Nullable Probe other;

  /** @param others makes the probe of another user */
  Rig(Probe probe, Birth birth, Supplier<Probe> others) {
    this.probe = probe;
    this.birth = birth;
    this.others = others;
  }

  Probe probe() {
    return probe;
  }

  Birth birth() {
    return birth;
  }

  int boot() {
    return birth.identity().boot();
  }

  /** One step [µs]. */
  long period() {
    return birth.periodMicros();
  }

  /** Another user, if the broker lets one speak. */
  Probe other() {
    if (other == null) {
      Probe made = others.get();
      made.speak(birth.layout().crc());
      try {
        made.ping();
      } catch (Deviation e) {
        made.close();
        throw new Inapplicable(
            "the broker does not let " + made.user() + " speak, " + "see --other-user");
      }
      other = made;
    }
    other.synchronise();
    return other;
  }

  void close() {
    if (other != null) {
      other.close();
    }
  }

  // ---- leases ----

  Request.Lease leaseRequest(int micros) {
    return new Request.Lease(boot(), LeaseNonces.next(), micros, Frame.MINOR);
  }

  /** Takes the lease, and renews it whenever there is something to wait for. */
  long lease() {
    long session = lease(LEASE);
    probe.hold(session, LEASE / 4);
    return session;
  }

  /** Takes the lease, and does not renew it. */
  long lease(int micros) {
    Report.Ack ack = probe.draft(leaseRequest(micros)).send().expect(Code.OK);
    probe.hold(ack.value(), 0);
    return ack.value();
  }

  void release() {
    expect(new Request.Release(), Code.OK);
    probe.hold(0, 0);
  }

  // ---- states ----

  /** A STATE sent from now on. */
  Report.State state() {
    long now = probe.deviceNow();
    return stateWhere(s -> true, now, Probe.PATIENCE, "any");
  }

  /** The first STATE that is so, if it is new or comes in time. */
  Report.State stateWhere(Predicate<Report.State> wanted, long since, long patience, String what) {
    Optional<Report.State> found = probe.await(
        () -> states().stream()
            .filter(heard -> heard.header().time() >= since)
            .map(Heard::body)
            .filter(wanted)
            .findFirst(),
        patience);
    return found.orElseThrow(() -> new Deviation("no STATE within " + patience / 1000
        + " ms that says " + what + "; the last says " + said()));
  }

  /** Waits until the device is in a state. */
  Report.State await(DeviceState state) {
    return stateWhere(s -> s.condition().state() == state, 0, STOPPING, state.name());
  }

  /** Waits until it is in FAULT, for this reason. */
  void awaitFault(Fault fault) {
    Report.State state =
        stateWhere(s -> s.condition().state() == DeviceState.FAULT, 0, STOPPING, "FAULT " + fault);
    Deviation.unless(
        state.condition().fault() == fault,
        "FAULT " + state.condition().fault() + ", must be " + fault);
  }

  private List<Heard<Report.State>> states() {
    return probe.inbox().states();
  }

  private String said() {
    List<Heard<Report.State>> states = states();
    return states.isEmpty() ? "nothing" : said(states.get(states.size() - 1).body());
  }

  static String said(Report.State state) {
    Report.Condition condition = state.condition();
    return condition.state() + " " + condition.activity() + " fault " + condition.fault()
        + (state.stopped() ? ", stopped" : "");
  }

  Report.Counters counters() {
    return state().counters();
  }

  // ---- requests ----

  /** The first answer to a request must be this. */
  Report.Ack expect(Request request, Code code) {
    return probe.draft(request).send().expect(code);
  }

  Sent expectSent(Request request, Code code) {
    Sent sent = probe.draft(request).send();
    sent.expect(code);
    return sent;
  }

  Report.Ack ask(Transition transition) {
    return probe.ask(new Request.Lifecycle(transition));
  }

  void expect(Transition transition, Code code) {
    expect(new Request.Lifecycle(transition), code);
  }

  // ---- where checks begin ----

  /** With a lease, INACTIVE. */
  void inactive() {
    if (probe.session() == 0) {
      lease();
    }
    probe.publish(probe.topics().stop(probe.user()), new byte[0], 1, true);
    for (int attempt = 0; attempt < 4; attempt++) {
      switch (state().condition().state()) {
        case INACTIVE -> {
          return;
        }
        case UNCONFIGURED -> ask(Transition.CONFIGURE);
        case ACTIVE -> ask(Transition.DEACTIVATE);
        case FAULT -> ask(Transition.RESET);
        case STOPPING -> probe.rest(period());
      }
      settle();
    }
    throw new Deviation("cannot be brought to INACTIVE, says " + said());
  }

  /** With a lease, ACTIVE in hold. */
  void hold() {
    inactive();
    expect(Transition.ACTIVATE, Code.OK);
    awaitHold();
  }

  void awaitHold() {
    long now = probe.deviceNow();
    stateWhere(s -> s.condition().activity() == Activity.HOLD, now, STOPPING, "ACTIVE HOLD");
  }

  private void settle() {
    probe.await(
        () -> state().condition().state() == DeviceState.STOPPING
            ? Optional.empty()
            : Optional.of(true),
        STOPPING);
  }

  /** Leaves the device INACTIVE, or as far from motion as it lets itself be brought. */
  void tidy() {
    try {
      if (probe.session() == 0 || state().session() != probe.session()) {
        probe.hold(0, 0);
        awaitFree();
      }
      inactive();
      release();
    } catch (RuntimeException e) {
      probe.hold(0, 0);
    }
    probe.inbox().forget();
  }

  private void awaitFree() {
    stateWhere(s -> s.session() == 0, probe.deviceNow(), 2 * LEASE, "that nobody holds the lease");
  }

  /** Lets every STATE on its way come, and forgets what was said. */
  void freshen() {
    state();
    probe.inbox().forget();
  }
}
