package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Conn;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Report;
import java.util.Optional;

/** Tells whether a session is over, and why. */
record Watchdog(Session session, Hearing hearing) {

  private static final String DOING = "go on";

  /** Nothing while all is well. */
  Optional<PlantException> cause() {
    if (isReborn()) {
      return trouble(
          "it started anew, which ended this session", "look at the robot, then start again");
    }
    if (hasLeft()) {
      return trouble("it left the broker", "start the robot, then start again");
    }
    Optional<Report.State> state = sinceLease();
    if (state.isPresent() && state.get().condition().state() == DeviceState.FAULT) {
      return state.map(said -> session.trouble().fault(DOING, said));
    }
    if (state.isPresent() && state.get().session() != session.session()) {
      return trouble(
          "the lease is lost: the robot heard nothing from here for too long",
          "check the network and the load of this machine, then start again");
    }
    return isSilent()
        ? trouble(silence(), "check robot, network and broker, then start again")
        : Optional.empty();
  }

  private Optional<PlantException> trouble(String why, String help) {
    return Optional.of(session.trouble().of(DOING, why, help));
  }

  private boolean isReborn() {
    int boot = session.birth().identity().boot();
    return hearing.birth().filter(birth -> birth.identity().boot() != boot).isPresent()
        || hearing.conn().filter(conn -> isOnline(conn) && conn.boot() != boot).isPresent();
  }

  /** What is said of an earlier boot is old news. */
  private static boolean isOnline(Conn conn) {
    return conn.presence() == Conn.Presence.ONLINE;
  }

  private boolean hasLeft() {
    int boot = session.birth().identity().boot();
    return hearing
        .conn()
        .filter(conn -> conn.presence() == Conn.Presence.OFFLINE && conn.boot() == boot)
        .isPresent();
  }

  private Optional<Report.State> sinceLease() {
    return hearing
        .state()
        .filter(heard -> heard.sent() > session.leasedAt())
        .map(Hearing.Heard::state);
  }

  private boolean isSilent() {
    return session.pace().micros() >= session.silentUntil();
  }

  private String silence() {
    String link = hearing.isConnected()
        ? hearing
            .conn()
            .filter(conn -> conn.presence() == Conn.Presence.LOST)
            .map(conn -> ": it or its way to the broker is gone")
            .orElse("")
        : hearing.trouble().map(why -> ": " + why.getMessage()).orElse(": no connection");
    return "nothing was heard of it for " + RoundTrips.inWords(session.longestSilence()) + last()
        + link;
  }

  /** What it was in. */
  private String last() {
    return hearing
        .state()
        .map(heard -> heard.state().condition())
        .map(was -> ", last in " + was.state()
            + (was.activity() == Activity.NONE ? "" : " " + was.activity()))
        .orElse("");
  }
}
