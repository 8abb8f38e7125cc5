package dev.trammel.hardware.device;

/**
 * What an input may be at most, where the robot is and as fast as it moves now.
 *
 * <pre>
 *   u  m  input; uᵢ in [lowerᵢ, upperᵢ], and |Δuᵢ| ≤ slewᵢ · cycle from one application to the next
 *   T  how long the input may act: a cycle, and until its slew has turned it into full braking
 *   d  way that is left to a bound of the position, but for a hundredth of the range
 *   v  rate towards it; v⁺ its bound               A  what a full input accelerates, about
 *   z  what the input changes of the rate, A T times its share of a full one
 *   w  what it changes of the rate until its slew has turned it into nothing
 * </pre>
 *
 * <p>Towards a bound an input is the largest that leaves two things true: the rate stays below nine
 * tenths of its own bound, and after T half of A still brakes before the position's,
 *
 * <pre>  v + w ≤ 0.9 v⁺,   (v + z)² ≤ A (d − vT − zT/2).</pre>
 *
 * <p>Were the rate counted by z too, a light joint could not be given what its friction takes.
 *
 * <p>If no input does, it is full braking. Beyond a bound d counts as 0: what moves on is stopped, and
 * what rests there is left alone. So the robot is slowed down before a bound, and can always leave
 * it.
 */
final class Limits {

  /** An input was cut to its bounds: the flag of section 9. */
  static final int LIMITED = 1;

  /** An input's change was cut. */
  static final int RATE_LIMITED = 2;

  private static final double SHARE_OF_RATE = 0.9;
  private static final double KEPT_FREE = 0.01;

  /** No cycle counts as shorter [s]. */
  private static final double SHORTEST = 1e-6;

  private final Wiring wiring;

  Limits(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Limits an input.
   *
   * @param reading p, of now; not modified
   * @param last m, what was applied last; not modified
   * @param seconds until the next input, one cycle [s]
   * @param u m, finite; modified
   * @return flags that say what was done
   */
  int limit(double[] reading, double[] last, double seconds, double[] u) {
    int flags = 0;
    for (int i = 0; i < u.length; i++) {
      double bounded =
          Math.max(lowest(i, reading, seconds), Math.min(highest(i, reading, seconds), u[i]));
      double slew = wiring.slew[i];
      double change = Double.isInfinite(slew) ? slew : slew * seconds;
      double reachable = Math.max(last[i] - change, Math.min(last[i] + change, bounded));
      flags |= bounded != u[i] ? LIMITED : 0;
      flags |= reachable != bounded ? RATE_LIMITED : 0;
      u[i] = reachable;
    }
    return flags;
  }

  private double highest(int i, double[] reading, double seconds) {
    int q = wiring.position[i];
    int r = wiring.rate[i];
    double d = q < 0 ? Double.POSITIVE_INFINITY : wiring.sensorUpper[q] - reading[q] - margin(q);
    double share = r < 0 ? 1 : share(i, d, reading[r], wiring.sensorUpper[r], seconds);
    return share >= 0 ? share * wiring.upper[i] : -share * wiring.lower[i];
  }

  private double lowest(int i, double[] reading, double seconds) {
    int q = wiring.position[i];
    int r = wiring.rate[i];
    double d = q < 0 ? Double.POSITIVE_INFINITY : reading[q] - wiring.sensorLower[q] - margin(q);
    double share = r < 0 ? 1 : share(i, d, -reading[r], -wiring.sensorLower[r], seconds);
    return share >= 0 ? share * wiring.lower[i] : -share * wiring.upper[i];
  }

  private double margin(int q) {
    double range = wiring.sensorUpper[q] - wiring.sensorLower[q];
    return Double.isInfinite(range) ? 0 : KEPT_FREE * range;
  }

  /** How much of a full input towards a bound is left, from 1 to −1 for full braking. */
  private double share(int i, double d, double v, double most, double seconds) {
    double A = wiring.acceleration[i];
    double turn = (wiring.upper[i] - wiring.lower[i]) / wiring.slew[i];
    double T = Math.max(SHORTEST, seconds) + turn;
    double shareOfWay = stoppable(Math.max(0, d), v, A, T) / (A * T);
    double left = (SHARE_OF_RATE * most - v) / A;
    double shareOfRate = left < 0 ? left / T : ofRate(left, Math.max(SHORTEST, seconds), turn);
    return Math.max(-1, Math.min(1, Math.min(shareOfWay, shareOfRate)));
  }

  /**
   * The greatest share s of a full input after which the rate has grown by A times left at most: s acts
   * for a cycle, and while it is slewed to nothing, a quarter of a turn for a full one, by half as much on
   * the average.
   *
   * <pre>  s cycle + s² turn/4 = left</pre>
   *
   * @param left not negative [s]
   */
  private static double ofRate(double left, double cycle, double turn) {
    if (Double.isInfinite(left) || turn == 0) {
      return left / cycle;
    }
    return 2 / turn * (Math.sqrt(cycle * cycle + turn * left) - cycle);
  }

  /** The greatest z that leaves room to brake: the larger root of the condition on the position. */
  private static double stoppable(double d, double v, double A, double T) {
    if (Double.isInfinite(d)) {
      return Double.POSITIVE_INFINITY;
    }
    // z² + 2bz + c = 0
    double b = v + A * T / 4;
    double c = v * v + A * (v * T - d);
    double discriminant = b * b - c;
    return discriminant < 0 ? Double.NEGATIVE_INFINITY : Math.sqrt(discriminant) - b;
  }
}
