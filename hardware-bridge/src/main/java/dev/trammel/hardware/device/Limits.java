package dev.trammel.hardware.device;

/**
 * What an input may be at most, where the robot is and as fast as it moves now.
 *
 * <pre>
 *   u  m  input; uᵢ in [lowerᵢ, upperᵢ], and |Δuᵢ| ≤ slewᵢ · seconds from one application to the next
 *   q  position that an actuator moves; q⁻, q⁺ its bounds       v  its rate; v⁺ its bound
 *   a  deceleration that the actuator can be relied on for
 * </pre>
 *
 * <p>How much of its freedom an input loses is a matter of one number, the need s. It is 1 where
 * only full braking is enough: for a position, s = v²/(2ad), with d what is left of the way after
 * the next cycle; for a rate, s = |v|/v⁺. Up to a need of s₀ the input is free; from there its bound
 * towards the danger falls in a straight line to full braking at 1. So the robot is slowed down
 * before a bound, and can always leave it.
 */
final class Limits {

  /** An input was cut to its bounds: the flag of section 9. */
  static final int LIMITED = 1;

  /** An input's change was cut. */
  static final int RATE_LIMITED = 2;

  /** Share of the need up to which a position, or a rate, leaves the input free. */
  private static final double FREE_OF_POSITION = 0.5;

  private static final double FREE_OF_RATE = 0.8;

  private final Wiring wiring;

  Limits(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Limits an input.
   *
   * @param reading p, of now; not modified
   * @param last m, what was applied last; not modified
   * @param seconds for which the input is going to act [s]
   * @param u m, finite; modified
   * @return flags that say what was done
   */
  int limit(double[] reading, double[] last, double seconds, double[] u) {
    int flags = 0;
    for (int i = 0; i < u.length; i++) {
      double bounded =
          Math.max(lowest(i, reading, seconds), Math.min(highest(i, reading, seconds), u[i]));
      double change = wiring.slew[i] * seconds;
      double reachable = Math.max(last[i] - change, Math.min(last[i] + change, bounded));
      flags |= bounded != u[i] ? LIMITED : 0;
      flags |= reachable != bounded ? RATE_LIMITED : 0;
      u[i] = reachable;
    }
    return flags;
  }

  private double highest(int i, double[] reading, double seconds) {
    double need = 0;
    if (wiring.position[i] >= 0) {
      int q = wiring.position[i];
      need = positionNeed(i, wiring.sensorUpper[q] - reading[q], rate(i, reading), seconds);
    }
    return bound(wiring.upper[i], wiring.lower[i], need, rateNeed(i, rate(i, reading)));
  }

  private double lowest(int i, double[] reading, double seconds) {
    double need = 0;
    if (wiring.position[i] >= 0) {
      int q = wiring.position[i];
      need = positionNeed(i, reading[q] - wiring.sensorLower[q], -rate(i, reading), seconds);
    }
    return bound(wiring.lower[i], wiring.upper[i], need, rateNeed(i, -rate(i, reading)));
  }

  private double rate(int i, double[] reading) {
    return wiring.rate[i] < 0 ? 0 : reading[wiring.rate[i]];
  }

  /** s for a bound at this distance, approached at v. */
  private double positionNeed(int i, double distance, double v, double seconds) {
    if (distance <= 0) {
      // beyond it: nothing outwards, and back with all force if it still goes out
      return v > 0 ? 1 : (1 + FREE_OF_POSITION) / 2;
    }
    if (v <= 0 || Double.isInfinite(distance)) {
      return 0;
    }
    double left = distance - v * seconds;
    return left <= 0 ? 1 : v * v / (2 * wiring.braking[i] * left);
  }

  private double rateNeed(int i, double v) {
    if (wiring.rate[i] < 0 || v <= 0) {
      return 0;
    }
    double most = Math.min(wiring.sensorUpper[wiring.rate[i]], -wiring.sensorLower[wiring.rate[i]]);
    return v / most;
  }

  /** From {@code free} at a need of s₀ in a straight line to {@code braking} at 1. */
  private static double bound(double free, double braking, double positionNeed, double rateNeed) {
    double lost = Math.max(lost(positionNeed, FREE_OF_POSITION), lost(rateNeed, FREE_OF_RATE));
    return free + lost * (braking - free);
  }

  private static double lost(double need, double freeUpTo) {
    return Math.max(0, Math.min(1, (need - freeUpTo) / (1 - freeUpTo)));
  }
}
