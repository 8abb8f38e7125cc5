package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Conn;
import java.time.Duration;
import java.util.Optional;

/** Connects to a broker and waits for a device's birth. */
final class Introduction {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long PRESENCE = 5_000_000;

  private final RemoteSettings settings;
  private final Hearing hearing;
  private final Trouble trouble;

  Introduction(RemoteSettings settings, Hearing hearing) {
    this.settings = settings;
    this.hearing = hearing;
    trouble = Trouble.of(settings);
  }

  /** The birth of a device that is there. */
  Birth meet(Link link, Pace pace) {
    try {
      link.awaitConnected(CONNECT);
    } catch (LinkException e) {
      throw trouble.of(
          "connect",
          String.valueOf(e.getMessage()),
          "check the address, the broker and the credentials",
          e);
    }
    if (!hearing.await(this::isPresent, pace.micros() + PRESENCE)) {
      throw absent();
    }
    return hearing.birth().orElseThrow();
  }

  /** A birth of another boot than what {@code conn} says is old news. */
  private boolean isPresent() {
    Optional<Birth> birth = hearing.birth();
    Optional<Conn> conn = hearing.conn();
    return birth.isPresent()
        && conn.isPresent()
        && conn.get().presence() == Conn.Presence.ONLINE
        && conn.get().boot() == birth.get().identity().boot();
  }

  private PlantException absent() {
    String why = hearing
        .badBirth()
        .map(refusal -> "its birth is not understood: " + refusal.why())
        .orElseGet(() -> hearing
            .conn()
            .map(conn -> "the broker says that it is " + conn.presence())
            .orElse("the broker knows no robot of this name"));
    return trouble.of(
        "find it at " + settings.address().broker(), why, "start the robot, or check its name");
  }
}
