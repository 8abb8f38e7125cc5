package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Waits for what a device says, but no longer than that is of any use. */
final class Vigil {

  private final Session session;
  private boolean watched;

  Vigil(Session session) {
    this.session = session;
  }

  /** From now on a fault, silence, a new boot or a lost lease end every wait. */
  void begin() {
    session.hearing().listen();
    watched = true;
  }

  /** They do not any more. */
  void end() {
    watched = false;
  }

  /**
   * Waits for something to be heard.
   *
   * @param until local time [µs]
   * @return whether it is so
   */
  boolean await(BooleanSupplier heard, long until) {
    while (true) {
      long next = Math.min(until, watched ? session.silentUntil() : Long.MAX_VALUE);
      boolean isDecided =
          session.hearing().await(() -> heard.getAsBoolean() || cause().isPresent(), next);
      if (isDecided && heard.getAsBoolean()) {
        return true;
      }
      // a cause may have gone again, as silence does
      Optional<PlantException> cause = isDecided ? cause() : Optional.empty();
      if (cause.isPresent()) {
        throw cause.get();
      }
      if (!isDecided && next == until) {
        return false;
      }
    }
  }

  /** Why nobody should wait any more, if there is anything. */
  Optional<PlantException> cause() {
    return session
        .heartbeat()
        .trouble()
        .or(() -> watched ? new Watchdog(session, session.hearing()).cause() : Optional.empty());
  }
}
