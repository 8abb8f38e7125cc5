package dev.trammel.hardware.remote;

import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What a person does to a robot from afar: stop it, take that back, leave its fault. */
public final class Hands {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long EFFECT = 5_000_000;

  private final RemoteSettings settings;
  private final Linker linker;
  private final Pace pace;

  public Hands(RemoteSettings settings, Linker linker) {
    this(settings, linker, Pace.ofThreads());
  }

  Hands(RemoteSettings settings, Linker linker, Pace pace) {
    this.settings = settings;
    this.linker = linker;
    this.pace = pace;
  }

  /** What a robot said of itself in the end. */
  public record Outcome(String state, String fault, boolean stopped) {

    static Outcome of(Report.State state) {
      return new Outcome(
          state.condition().state().name(), state.condition().fault().name(), state.stopped());
    }
  }

  /**
   * Stops it; it stays stopped until this user takes that back. It works whoever commands it, and
   * also if it comes to the broker only later.
   *
   * @return what it said then
   */
  public Outcome stop() {
    return say(
        "stop".getBytes(StandardCharsets.UTF_8),
        "stop it",
        state -> state.stopped() && state.condition().state() == DeviceState.FAULT);
  }

  /** Takes this user's stop back; nothing moves because of that. */
  public Outcome clearStop() {
    return say(new byte[0], "take the stop back", state -> !state.stopped());
  }

  /** Leaves a fault, and ends inactive. */
  public Outcome reset() {
    try (Session session = new Session(settings, linker, pace)) {
      session.meet();
      session.acquire();
      Pace.Beat beat = pace.beat(session::tick);
      try {
        Lifecycle lifecycle = new Lifecycle(session);
        lifecycle.leaveFault();
        return Outcome.of(lifecycle.nextState());
      } finally {
        beat.close();
      }
    }
  }

  private Outcome say(byte[] payload, String doing, Predicate<Report.State> effect) {
    Topics topics = new Topics(settings.address().device());
    String user = settings.address().user();
    Hearing hearing = new Hearing(topics, user, pace);
    Trouble trouble = Trouble.of(settings);
    LinkOptions options = new LinkOptions(
        settings.address(),
        Outbox.clientId(user),
        null,
        List.of(topics.birth(), topics.conn(), topics.state()));
    try (Link link = linker.open(options, hearing)) {
      link.awaitConnected(CONNECT);
      if (!link.publish(new Message(topics.stop(user), payload, 1, true, 0))) {
        throw new LinkException("the connection was lost", false);
      }
      boolean done = hearing.await(
          () -> hearing.trouble().isPresent()
              || hearing.state().filter(heard -> effect.test(heard.state())).isPresent(),
          pace.micros() + EFFECT);
      if (!done || hearing.trouble().isPresent()) {
        throw trouble.of(
            doing,
            hearing
                .trouble()
                .map(Throwable::getMessage)
                .orElse("the broker has the message, but" + " the robot did not say so within "
                    + RoundTrips.inWords(EFFECT)),
            "use the robot's own emergency stop if it moves");
      }
      return Outcome.of(hearing.state().orElseThrow().state());
    } catch (LinkException e) {
      throw trouble.of(
          doing,
          String.valueOf(e.getMessage()),
          "use the robot's own emergency stop if it moves",
          e);
    }
  }
}
