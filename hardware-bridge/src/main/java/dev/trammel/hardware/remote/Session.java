package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Topics;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A controller's side of the conversation with one device: its birth, its clock, the lease, and
 * requests with their answers. One thread asks and waits; {@link #tick} and {@link #interrupt} may
 * come from others.
 */
final class Session implements AutoCloseable {

  /** A request that is not answered after this is made again, or given up [µs]. */
  static final long ANSWER = 1_000_000;

  /** What a device that is asked to compute may take [µs]. */
  static final long PATIENCE = 20_000_000;

  private static final long LEAST_SILENCE = 1_000_000;
  private static final int PERIODS_OF_SILENCE = 5;
  /** How often a request is made: with 5 % lost each way, one episode in 10 000 ends of it. */
  static final int ATTEMPTS = 5;

  private static final int RENEWALS_PER_LEASE = 5;
  private static final int BOUNDS_PER_LEASE = 10;
  private static final double MICROS = 1e6;

  private final RemoteSettings settings;
  private final Pace pace;
  private final Hearing hearing;
  private final Link link;
  private final Outbox outbox;
  private final Trouble trouble;
  private final Pings pings;
  private final Heartbeat heartbeat;
  private final Vigil vigil;
  private final Asking asking;
  private final long lease;
  private Optional<Birth> known = Optional.empty();
  private long leasedAt;

  /** Begins to connect. */
  Session(RemoteSettings settings, Linker linker, Pace pace) {
    this.settings = settings;
    this.pace = pace;
    Topics topics = new Topics(settings.address().device());
    String user = settings.address().user();
    hearing = new Hearing(topics, user, pace);
    trouble = Trouble.of(settings);
    lease = Math.round(MICROS * settings.lease());
    link = linker.open(
        new LinkOptions(
            settings.address(),
            Outbox.clientId(user),
            null,
            List.of(topics.birth(), topics.conn(), topics.state(), topics.allTo(user))),
        hearing);
    outbox = new Outbox(link, topics, user, pace, hearing);
    pings = new Pings(this, outbox);
    heartbeat = new Heartbeat(this, outbox, lease);
    vigil = new Vigil(this);
    asking = new Asking(this, outbox);
  }

  Hearing hearing() {
    return hearing;
  }

  Trouble trouble() {
    return trouble;
  }

  Pace pace() {
    return pace;
  }

  RemoteSettings settings() {
    return settings;
  }

  Pings pings() {
    return pings;
  }

  Heartbeat heartbeat() {
    return heartbeat;
  }

  /** Connects and waits for the device's birth. */
  void meet() {
    known = Optional.of(new Introduction(settings, hearing).meet(link, pace));
    outbox.speak(birth().layout().crc());
  }

  /** Gets the sole right to command; waits for a lease of somebody else to run out. */
  void acquire() {
    pings.synchronise(lease / BOUNDS_PER_LEASE);
    outbox.begin(new LeaseRequest(this, lease).grant());
    leasedAt = hearing.deviceTime();
  }

  /** What the device is; known once it was {@link #meet met}. */
  Birth birth() {
    return known.orElseThrow(() -> new IllegalStateException("a session must have met its device"));
  }

  boolean isVirtual() {
    return birth().identity().virtualTime();
  }

  /** From now on a fault, silence, a new boot or a lost lease end every wait with an exception. */
  void watch() {
    vigil.begin();
  }

  /** A fault is known of, and shall not end what is done about it. */
  void unwatch() {
    vigil.end();
  }

  /** Who makes requests of it. */
  Asking asking() {
    return asking;
  }

  /** See {@link Asking#ask}. */
  Optional<Report.Ack> ask(Request request, String doing, BooleanSupplier already) {
    return asking.ask(request, doing, already);
  }

  /** See {@link Asking#require}. */
  Report.Ack require(Request request, String doing) {
    return asking.require(request, doing);
  }

  /** See {@link Asking#begin}. */
  Optional<Report.Ack> begin(Call call, Request request, String doing, BooleanSupplier already) {
    return asking.begin(call, request, doing, already);
  }

  /** See {@link Asking#attempt}. */
  Optional<Report.Ack> attempt(Call call, Request request, long patience) {
    return asking.attempt(call, request, patience);
  }

  /** Why nobody should wait any more, if there is anything. */
  Optional<PlantException> cause() {
    return vigil.cause();
  }

  /**
   * Waits for something to be heard. {@link #interrupt} ends it, and, while {@link #watch watched},
   * what ends the session.
   *
   * @param until local time [µs]
   * @return whether it is so
   */
  boolean await(BooleanSupplier heard, long until) {
    return vigil.await(heard, until);
  }

  /** Ends whoever waits, now and later, with an exception, until it is closed. */
  void interrupt() {
    heartbeat.end();
    hearing.wake();
  }

  /**
   * When silence becomes too long, by the local clock [µs]. A robot on virtual time is silent where
   * nobody asks it, and stands still until it is asked.
   */
  long silentUntil() {
    return isVirtual()
        ? asking.isGone() ? 0 : Long.MAX_VALUE
        : hearing.silentSince() + longestSilence();
  }

  /** Not less than the robot itself puts up with. */
  long longestSilence() {
    return Math.max(
        Math.max(LEAST_SILENCE, lease), (long) PERIODS_OF_SILENCE * birth().periodMicros());
  }

  /** How long the robot puts up with silence [µs]. */
  long lease() {
    return lease;
  }

  /** The lease that is held; 0 for none. */
  long session() {
    return outbox.session();
  }

  /** Since when, by the device's clock [µs]. */
  long leasedAt() {
    return leasedAt;
  }

  /**
   * Sends what belongs to no answer: a setpoint or a plan.
   *
   * @param expiry by the device's clock [µs]
   */
  boolean tell(Request request, long expiry) {
    return outbox.sendUntil(request, expiry).isPresent();
  }

  /** Lets virtual time pass [µs], in pieces that the lease outlasts. */
  void pass(long micros, String doing) {
    long until = hearing.deviceTime() + micros;
    while (hearing.deviceTime() < until) {
      long next = Math.min(until, hearing.deviceTime() + lease - lease / RENEWALS_PER_LEASE);
      require(new Request.Grant(next), doing);
    }
  }

  /** Keeps the lease and the clock; to be called often, from any thread. */
  void tick() {
    known.ifPresent(birth -> heartbeat.beat());
  }

  PlantException silent(String doing) {
    String why = hearing
        .trouble()
        .map(Throwable::getMessage)
        .orElse("it did not answer within " + ATTEMPTS + " times " + RoundTrips.inWords(ANSWER));
    return trouble.of(doing, why, "check robot, network and broker, then start again");
  }

  private boolean mayListen() {
    return pace.micros() < silentUntil() && (!isVirtual() || hearing.isConnected());
  }

  /** Brings what moves to rest, gives the lease back and leaves, if anybody listens. */
  @Override
  public void close() {
    vigil.end();
    heartbeat.forgetTrouble();
    try {
      if (outbox.session() != 0 && mayListen()) {
        new Farewell(this).say();
      }
    } finally {
      outbox.begin(0);
      link.close();
    }
  }
}
