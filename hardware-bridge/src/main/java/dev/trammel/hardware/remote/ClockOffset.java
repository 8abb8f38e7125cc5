package dev.trammel.hardware.remote;

/**
 * Follows a device's clock from exchanges of pings. Each says how far that clock is ahead, wrong by
 * half its round trip at most, and by the more the older it is, as two clocks drift apart. The one
 * that is now wrong by least is used: that of the least round trip, as long as it is not too old.
 *
 * <p>The drift is the slope between the best exchange of the older half of those kept and the best
 * of the newer half. It is known to within the sum of their errors over the time between; as long as
 * that says less than what any two clocks keep to, the latter is reckoned with. The bound holds as
 * long as the clocks run evenly, within {@link #MOST_DRIFT} of each other.
 */
final class ClockOffset implements DeviceClock {

  /** Exchanges that are kept. */
  static final int KEPT = 64;

  /** How much faster one of two clocks runs than the other, at most [-]. */
  static final double MOST_DRIFT = 200e-6;

  private final Exchange[] kept = new Exchange[KEPT];
  private int count;
  private int next;
  private double drift;
  private double driftError = MOST_DRIFT;

  /** Takes an exchange in, unless there can be no such one. */
  void add(Exchange exchange) {
    if (!exchange.isPossible()) {
      return;
    }
    kept[next] = exchange;
    next = (next + 1) % KEPT;
    count = Math.min(count + 1, KEPT);
    followDrift();
  }

  /** Exchanges that are known. */
  int size() {
    return count;
  }

  @Override
  public long at(long local) {
    if (count == 0) {
      return local;
    }
    Exchange best = best(local);
    return local + Math.round(best.offset() + drift * (local - best.instant()));
  }

  @Override
  public long bound(long local) {
    return count == 0 ? Long.MAX_VALUE : (long) Math.ceil(error(best(local), local));
  }

  /** Age makes it worse. */
  private double error(Exchange exchange, long local) {
    return exchange.error() + driftError * Math.abs(local - exchange.instant());
  }

  private Exchange best(long local) {
    Exchange best = nth(0);
    for (int i = 1; i < count; i++) {
      if (error(nth(i), local) < error(best, local)) {
        best = nth(i);
      }
    }
    return best;
  }

  /** Of those kept, the oldest first. */
  private Exchange nth(int i) {
    return kept[(next - count + i + KEPT) % KEPT];
  }

  private void followDrift() {
    if (count < 2) {
      return;
    }
    Exchange older = least(0, count / 2);
    Exchange newer = least(count / 2, count);
    double between = newer.instant() - older.instant();
    double slopeError = (newer.error() + older.error()) / between;
    if (between > 0 && slopeError < MOST_DRIFT) {
      drift = (newer.offset() - older.offset()) / between;
      driftError = slopeError;
    } else {
      drift = 0;
      driftError = MOST_DRIFT;
    }
  }

  private Exchange least(int from, int to) {
    Exchange least = nth(from);
    for (int i = from + 1; i < to; i++) {
      if (nth(i).roundTrip() < least.roundTrip()) {
        least = nth(i);
      }
    }
    return least;
  }
}
