package dev.trammel.hardware.remote;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.Optional;

/** Leads a device from state to state. */
final class Lifecycle {

  private static final String DOING = "make it ready";
  private static final int MOST_STEPS = 10;

  /** A device is at rest after this, or says so [µs]. */
  private static final long REST = 3_000_000;

  private final Session session;

  Lifecycle(Session session) {
    this.session = session;
  }

  /** Leads it to hold, from wherever it is but a fault. */
  void makeReady() {
    for (int i = 0; i < MOST_STEPS; i++) {
      Report.State state = state();
      switch (state.condition().state()) {
        case UNCONFIGURED -> go(Transition.CONFIGURE, DeviceState.INACTIVE);
        case INACTIVE -> go(Transition.ACTIVATE, DeviceState.ACTIVE);
        case STOPPING -> rest(DeviceState.STOPPING);
        case FAULT -> throw session.trouble().fault(DOING, state);
        case ACTIVE -> {
          session.watch();
          if (isHolding(state)) {
            return;
          }
          endActivity();
        }
      }
    }
    throw session
        .trouble()
        .of(
            DOING,
            "it is " + state().condition() + " again and again",
            "see what it says with trammel monitor " + session.settings().address());
  }

  /** Leaves a fault, after somebody has looked at the robot. */
  void leaveFault() {
    if (state().condition().state() == DeviceState.FAULT) {
      go(Transition.RESET, DeviceState.INACTIVE);
    }
  }

  static boolean isHolding(Report.State state) {
    return state.condition().state() == DeviceState.ACTIVE
        && state.condition().activity() == Activity.HOLD;
  }

  /** The newest state; waits for one if none was heard. */
  Report.State state() {
    Optional<Hearing.Heard> heard = session.hearing().state();
    return heard.isPresent() ? heard.get().state() : nextState();
  }

  /** The next state that is heard. */
  Report.State nextState() {
    Hearing hearing = session.hearing();
    hearing.forgetState();
    if (session.isVirtual()) {
      session.pass(session.birth().periodMicros(), DOING);
    }
    if (!session.await(
        () -> hearing.state().isPresent(), session.pace().micros() + session.longestSilence())) {
      throw session.silent("hear of its state");
    }
    return hearing.state().orElseThrow().state();
  }

  private void go(Transition transition, DeviceState to) {
    String doing = transition.name().toLowerCase(java.util.Locale.ROOT) + " it";
    Optional<Report.Ack> answer = session.ask(
        new Request.Lifecycle(transition), doing, () -> nextState().condition().state() == to);
    if (answer.isPresent() && answer.get().code() != Code.OK) {
      throw session.trouble().refused(doing, MessageType.LIFECYCLE, answer.get());
    }
    session.await(
        () -> session
            .hearing()
            .state()
            .filter(h -> h.state().condition().state() == to)
            .isPresent(),
        session.pace().micros() + Session.ANSWER);
  }

  private void rest(DeviceState from) {
    long until = session.pace().micros() + REST;
    while (nextState().condition().state() == from && session.pace().micros() < until) {
      // each turn waits for the next state
    }
  }

  /** Ends what an earlier controller of this user left running. */
  private void endActivity() {
    session.ask(new Request.Lifecycle(Transition.ABORT), "end what it does", () -> true);
    long until = session.pace().micros() + REST;
    while (!isHolding(nextState()) && session.pace().micros() < until) {
      // each turn waits for the next state
    }
  }
}
