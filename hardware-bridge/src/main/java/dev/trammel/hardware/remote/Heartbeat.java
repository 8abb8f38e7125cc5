package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes on beside the thread that commands: it keeps the lease and the clock. That alone says
 * only that a timer lives; so it also deactivates a robot that nobody has used for a while, or once
 * this program is to end. May be called from any thread.
 */
final class Heartbeat {

  /** So long a robot is kept active between two episodes [µs]. */
  static final long LONGEST_IDLE = 60_000_000;

  private static final int RENEWALS_PER_LEASE = 5;
  private static final long PING_EVERY = 250_000;

  private final Session session;
  private final Outbox outbox;
  private final long lease;
  private long nextRenewal;
  private long nextPing;
  private long nextReminder;
  private boolean used;
  private long usedAt;
  private boolean rests;
  private boolean quiet;
  private volatile boolean ending;
  private volatile boolean deferred;
  private volatile boolean leaving;
  private volatile @Nullable Throwable failure;

  Heartbeat(Session session, Outbox outbox, long lease) {
    this.session = session;
    this.outbox = outbox;
    this.lease = lease;
    usedAt = session.pace().micros();
  }

  /** To be called often. What fails is kept for {@link #trouble}; the next beat tries again. */
  synchronized void beat() {
    try {
      session.hearing().attend();
      long now = session.pace().micros();
      if (!quiet) {
        renew(now);
        ping(now);
        restIfIdle(now);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void renew(long now) {
    if (outbox.session() != 0 && now >= nextRenewal) {
      outbox.send(new Request.Renew(), lease);
      nextRenewal = now + lease / RENEWALS_PER_LEASE;
    }
  }

  private void ping(long now) {
    if (now >= nextPing && !session.isVirtual()) {
      session.pings().follow();
      nextPing = now + PING_EVERY;
    }
  }

  private void restIfIdle(long now) {
    boolean idle = !used && (ending || now - usedAt >= LONGEST_IDLE);
    if (idle
        && now >= nextReminder
        && outbox.session() != 0
        && !session.isVirtual()
        && isActive()) {
      outbox.send(new Request.Lifecycle(Transition.DEACTIVATE), Session.ANSWER);
      rests = true;
      nextReminder = now + Session.ANSWER;
    }
  }

  private boolean isActive() {
    return session
        .hearing()
        .state()
        .filter(heard -> heard.state().condition().state() == DeviceState.ACTIVE)
        .isPresent();
  }

  /** The robot is used from now on; waits until it is at rest, if it was just told to be. */
  void use() {
    boolean resting;
    synchronized (this) {
      used = true;
      resting = rests;
      rests = false;
    }
    if (resting) {
      session.await(() -> !isActive(), session.pace().micros() + Session.ANSWER);
    }
  }

  /** The robot is not used any more. */
  synchronized void leave() {
    used = false;
    usedAt = session.pace().micros();
  }

  /** Gives no sign of life from now on, so that others can be given by hand, or none. */
  synchronized void fallQuiet() {
    quiet = true;
  }

  /** Gives signs of life again. */
  synchronized void speak() {
    quiet = false;
  }

  /** Does something for which whoever was told to end shall still take the time. */
  void defer(Runnable work) {
    deferred = true;
    try {
      work.run();
    } finally {
      deferred = false;
    }
  }

  /** Whether this program was told to end. */
  boolean isEnding() {
    return ending;
  }

  /** This program is to end: nobody waits any more, and a robot that is not used rests at once. */
  void end() {
    ending = !leaving;
  }

  /** Why this program should not go on, if it should not; asked with a lock held. */
  Optional<PlantException> trouble() {
    if (ending && !deferred) {
      return Optional.of(session
          .trouble()
          .of("go on", "this program was told to end", "start it again; what is finished is kept"));
    }
    return Optional.ofNullable(failure)
        .map(why ->
            session.trouble().of("send signs of life", String.valueOf(why), "start again", why));
  }

  /** What ended the work must not end the farewell. */
  void forgetTrouble() {
    leaving = true;
    ending = false;
    failure = null;
  }
}
