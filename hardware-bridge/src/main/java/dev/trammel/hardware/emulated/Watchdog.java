package dev.trammel.hardware.emulated;

import dev.trammel.controller.linalg.Require;
import dev.trammel.hardware.hidden.Flaw;
import dev.trammel.hardware.hidden.Flaws;
import dev.trammel.hardware.wire.Body;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Request;

/**
 * How a robot that is emulated with a slow watchdog hears what is asked of it: each lease as one that
 * is longer. The core itself is the one that every robot has.
 *
 * @param late how much longer [µs]
 */
public record Watchdog(int late) {

  public static final Watchdog PUNCTUAL = new Watchdog(0);

  /** The longest lease that the protocol has [µs]. */
  private static final int LONGEST = 2_000_000;

  private static final double MICROS = 1e6;

  public Watchdog {
    Require.atLeast(late, 0, "lateness of the watchdog");
  }

  static Watchdog of(Flaws flaws) {
    for (Flaw flaw : flaws.all()) {
      if (flaw instanceof Flaw.SlowWatchdog slow) {
        return new Watchdog((int) Math.rint(MICROS * slow.late()));
      }
    }
    return PUNCTUAL;
  }

  /** What the core gets instead of a message. */
  byte[] hear(byte[] payload) {
    if (late > 0
        && Frame.open(payload) instanceof Frame.Opening.Opened opened
        && opened.frame().type() == MessageType.LEASE
        && opened.frame().body() instanceof Decoded.Valid<? extends Body> valid
        && valid.value() instanceof Request.Lease lease) {
      int longer = Math.min(LONGEST, lease.micros() + late);
      Request heard = new Request.Lease(lease.boot(), lease.nonce(), longer, lease.minor());
      return new Message(opened.frame().header(), heard).encode();
    }
    return payload;
  }
}
