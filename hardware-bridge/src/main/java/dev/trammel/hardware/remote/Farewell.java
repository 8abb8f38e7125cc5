package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;

/** Brings a device to rest and gives its lease back, as far as it listens. */
final class Farewell {

  private static final long REST = 3_000_000;

  private final Session session;

  Farewell(Session session) {
    this.session = session;
  }

  void say() {
    try {
      if (mayBe(DeviceState.ACTIVE)) {
        ask(new Request.Lifecycle(Transition.DEACTIVATE));
        awaitRest();
      }
      ask(new Request.Release());
    } catch (PlantException e) {
      // nobody listens: the lease runs out by itself, and the device stops
    }
  }

  private void ask(Request request) {
    Call call = new Call(request.type());
    session.hearing().listenFor(call);
    session.attempt(call, request, Session.ANSWER);
    session.hearing().forget(call);
  }

  /** So that nothing of it is left to whoever comes next. */
  private void awaitRest() {
    long until = session.pace().micros() + REST;
    while (isComingToRest() && session.pace().micros() < until) {
      if (session.isVirtual()) {
        session.pass(session.birth().periodMicros(), "bring it to rest");
      } else {
        session.await(() -> !isComingToRest(), until);
      }
    }
  }

  private boolean isComingToRest() {
    return mayBe(DeviceState.ACTIVE) || mayBe(DeviceState.STOPPING);
  }

  /** Whoever was interrupted while waiting for the next STATE knows of none. */
  private boolean mayBe(DeviceState state) {
    return session
        .hearing()
        .state()
        .map(heard -> heard.state().condition().state() == state)
        .orElse(true);
  }
}
