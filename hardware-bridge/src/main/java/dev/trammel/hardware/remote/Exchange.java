package dev.trammel.hardware.remote;

/**
 * A ping and its pong, by two clocks [µs].
 *
 * @param sent t₀, when the ping went, by the local clock
 * @param came t₁, when it came, by the device's clock
 * @param went t₂, when the pong went, by the device's clock
 * @param back t₃, when it came back, by the local clock
 */
record Exchange(long sent, long came, long went, long back) {

  /** On the way, both ways together [µs]. */
  long roundTrip() {
    return back - sent - (went - came);
  }

  /** How far the device's clock is ahead [µs]; right if both ways took equally long. */
  double offset() {
    return 0.5 * ((came - sent) + (went - back));
  }

  /** How wrong {@link #offset} is at most [µs]: if one way took no time. */
  double error() {
    return 0.5 * roundTrip();
  }

  /** When the offset was that, by the local clock [µs]. */
  double instant() {
    return 0.5 * (sent + back);
  }

  /** Whether there can be such a one. */
  boolean isPossible() {
    return back >= sent && went >= came && roundTrip() >= 0;
  }
}
