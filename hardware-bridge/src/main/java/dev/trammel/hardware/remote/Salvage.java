package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.RunLog;
import java.util.Optional;

/**
 * Gets what a robot recorded of a run that could not be waited for: because this program was told to
 * end, or because nothing was heard of the robot any more. The robot keeps its log until the next run.
 */
final class Salvage {

  /** So long a connection that is lost is waited for [µs]. */
  private static final long RECONNECTION = 10_000_000;

  private final Session session;
  private final Runner.Run run;
  private Optional<RunLog> log = Optional.empty();

  Salvage(Session session, Runner.Run run) {
    this.session = session;
    this.run = run;
  }

  /** What there is of it; nothing if it cannot be had. */
  Optional<RunLog> log() {
    try {
      if (session.heartbeat().isEnding()) {
        session.heartbeat().defer(this::endAndFetch);
      } else if (isBack()) {
        session.acquire();
        log = Optional.of(run.fetch());
      }
    } catch (PlantException e) {
      // why the run itself ended is what its caller should hear
      return Optional.empty();
    }
    return log;
  }

  private void endAndFetch() {
    if (session.hearing().isConnected()) {
      new Lifecycle(session).endActivity();
      log = Optional.of(run.fetch());
    }
  }

  /** Whether the same robot is heard again, and has given the run up. */
  private boolean isBack() {
    if (session.asking().isGone()) {
      return false;
    }
    session.unwatch();
    Hearing hearing = session.hearing();
    boolean isConnected =
        session.await(hearing::isConnected, session.pace().micros() + RECONNECTION);
    if (!isConnected || isReborn()) {
      return false;
    }
    Report.State state = new Lifecycle(session).nextState();
    DeviceState now = state.condition().state();
    return state.run() == run.number()
        && state.session() != session.session()
        && (now == DeviceState.STOPPING || now == DeviceState.FAULT);
  }

  private boolean isReborn() {
    int boot = session.birth().identity().boot();
    return session.hearing().birth().filter(b -> b.identity().boot() == boot).isEmpty();
  }
}
