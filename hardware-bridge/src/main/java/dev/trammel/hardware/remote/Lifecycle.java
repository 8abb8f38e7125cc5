package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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

  /**
   * Leads it out of UNCONFIGURED, which moves nothing; every other state is left as it is.
   *
   * @return whether it is INACTIVE
   */
  boolean configure() {
    if (state().condition().state() == DeviceState.UNCONFIGURED) {
      go(Transition.CONFIGURE, DeviceState.INACTIVE);
    }
    return state().condition().state() == DeviceState.INACTIVE;
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
    throw unsteady();
  }

  /**
   * Why a request was refused, or did not come to a good end: the answer of a robot that is in a fault
   * by now says only that this is no state for it.
   */
  PlantException refused(String doing, MessageType type, Report.Ack answer) {
    Report.State now = nextState();
    return now.condition().fault() == Fault.NONE
        ? session.trouble().refused(doing, type, answer)
        : session.trouble().fault(doing, now);
  }

  private PlantException unsteady() {
    return session
        .trouble()
        .of(
            DOING,
            "it is " + state().condition() + " again and again",
            "see what it says with trammel monitor " + session.settings().address());
  }

  /** Leads it to where its actuators are off and its sensors are read, from wherever but a fault. */
  void makeInactive() {
    for (int i = 0; i < MOST_STEPS; i++) {
      Report.State state = nextState();
      switch (state.condition().state()) {
        case UNCONFIGURED -> go(Transition.CONFIGURE, DeviceState.INACTIVE);
        case INACTIVE -> {
          session.watch();
          return;
        }
        case STOPPING -> rest(DeviceState.STOPPING);
        case FAULT -> throw session.trouble().fault(DOING, state);
        case ACTIVE -> deactivate();
      }
    }
    throw unsteady();
  }

  /** Leaves a fault if it may be left without somebody who looks at the robot first. */
  void leaveFault(Predicate<Report.State> mayBeLeft) {
    session.unwatch();
    Report.State state = nextState();
    if (state.condition().state() == DeviceState.STOPPING) {
      rest(DeviceState.STOPPING);
      state = state();
    }
    if (state.condition().state() == DeviceState.FAULT && !mayBeLeft.test(state)) {
      throw session.trouble().fault("leave a fault", state);
    }
    leaveFault();
  }

  /** Leaves a fault, after somebody has looked at the robot. */
  void leaveFault() {
    if (state().condition().state() == DeviceState.FAULT) {
      if (state().condition().fault() == Fault.LIMIT) {
        awaitWithinLimits();
      }
      go(Transition.RESET, DeviceState.INACTIVE);
    }
  }

  /** Time for whoever moves the robot back by hand; a reset would only be refused before. */
  private void awaitWithinLimits() {
    long until = session.hearing().deviceTime() + REST;
    OptionalInt sensor = beyondLimits(nextState());
    while (sensor.isPresent() && session.hearing().deviceTime() < until) {
      sensor = beyondLimits(nextState());
    }
    if (sensor.isPresent()) {
      Channel channel = session.birth().robot().spec().sensors().get(sensor.getAsInt());
      throw session
          .trouble()
          .of(
              "leave FAULT LIMIT",
              "'" + channel.name() + "' must be within " + channel.lower() + " and "
                  + channel.upper() + " " + channel.unit() + ", reads "
                  + state().sensors()[sensor.getAsInt()],
              "its actuators are off: move it back by hand, then reset it again");
    }
  }

  private OptionalInt beyondLimits(Report.State state) {
    List<Channel> sensors = session.birth().robot().spec().sensors();
    return IntStream.range(0, sensors.size())
        .filter(i -> state.sensors()[i] < sensors.get(i).lower()
            || state.sensors()[i] > sensors.get(i).upper())
        .findFirst();
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

  /**
   * The next state that is heard. Time that passes of itself brings another where one is lost; on virtual
   * time more has to be let pass.
   */
  Report.State nextState() {
    Hearing hearing = session.hearing();
    hearing.forgetState();
    for (int attempt = 0; attempt < (session.isVirtual() ? Session.ATTEMPTS : 1); attempt++) {
      if (session.isVirtual()) {
        session.pass(session.birth().periodMicros(), DOING);
      }
      if (session.await(
          () -> hearing.state().isPresent(), session.pace().micros() + session.longestSilence())) {
        return hearing.state().orElseThrow().state();
      }
    }
    throw session.silent("hear of its state");
  }

  private void go(Transition transition, DeviceState to) {
    String doing = transition.name().toLowerCase(java.util.Locale.ROOT) + " it";
    Optional<Report.Ack> answer = session.ask(
        new Request.Lifecycle(transition), doing, () -> nextState().condition().state() == to);
    if (answer.isPresent() && answer.get().code() != Code.OK) {
      throw session.trouble().refused(doing, MessageType.LIFECYCLE, answer.get());
    }
    boolean isSeen = session.await(
        () -> session
            .hearing()
            .state()
            .filter(h -> h.state().condition().state() == to)
            .isPresent(),
        session.pace().micros() + Session.ANSWER);
    if (!isSeen) {
      // it was lost: what was heard before is not so any more
      nextState();
    }
  }

  private void deactivate() {
    session.ask(
        new Request.Lifecycle(Transition.DEACTIVATE),
        "bring it to rest",
        () -> nextState().condition().state() != DeviceState.ACTIVE);
  }

  private void rest(DeviceState from) {
    long until = session.pace().micros() + REST;
    while (nextState().condition().state() == from && session.pace().micros() < until) {
      // each turn waits for the next state
    }
  }

  /** Ends what an earlier controller of this user left running. */
  void endActivity() {
    session.ask(new Request.Lifecycle(Transition.ABORT), "end what it does", () -> true);
    long until = session.pace().micros() + REST;
    while (!isHolding(nextState()) && session.pace().micros() < until) {
      // each turn waits for the next state
    }
  }
}
