package dev.trammel.hardware.device;

import java.util.Arrays;

/**
 * The one way to the actuators. Nothing else in the core applies an effort, and nothing gets past
 * the limits here.
 */
final class Drive {

  private final RobotBody body;
  private final Limits limits;
  private final double[] requested;
  private final double[] applied;
  private final double[] next;
  private int flags;

  Drive(RobotBody body, Wiring wiring) {
    this.body = body;
    limits = new Limits(wiring);
    requested = new double[wiring.m];
    applied = new double[wiring.m];
    next = new double[wiring.m];
  }

  /** m, what was asked for last; not to be modified. */
  double[] requested() {
    return requested;
  }

  /** m, what acts; not to be modified. */
  double[] applied() {
    return applied;
  }

  /** What the limits did to it. */
  int flags() {
    return flags;
  }

  /**
   * Gives efforts.
   *
   * @param wanted m; not modified
   * @param reading p, of now; not modified
   * @param seconds for which they are going to act [s]
   * @return false if an effort is not finite, and then what acted before goes on; or if one is not
   *     when it has been limited, and then the actuators are off
   */
  boolean give(double[] wanted, double[] reading, double seconds) {
    return give(wanted, Law.NO_BOUNDS, reading, seconds);
  }

  /**
   * The same for who is held to less than the limits: they go first, so that what brakes before a
   * limit has the whole range.
   *
   * @param bounds m, positive: the greatest effort either way; empty for none; not modified
   */
  boolean give(double[] wanted, double[] bounds, double[] reading, double seconds) {
    if (!isFinite(wanted)) {
      return false;
    }
    System.arraycopy(wanted, 0, requested, 0, wanted.length);
    int bounded = bound(wanted, bounds);
    flags = bounded | limits.limit(reading, applied, seconds, next);
    if (!isFinite(next)) {
      cutOff();
      return false;
    }
    System.arraycopy(next, 0, applied, 0, next.length);
    body.apply(applied);
    return true;
  }

  private int bound(double[] wanted, double[] bounds) {
    System.arraycopy(wanted, 0, next, 0, wanted.length);
    int done = 0;
    for (int i = 0; i < bounds.length; i++) {
      next[i] = Math.max(-bounds[i], Math.min(bounds[i], wanted[i]));
      done |= next[i] != wanted[i] ? Limits.LIMITED : 0;
    }
    return done;
  }

  private static boolean isFinite(double[] efforts) {
    for (double effort : efforts) {
      if (!Double.isFinite(effort)) {
        return false;
      }
    }
    return true;
  }

  /** Switches the actuators off. */
  void cutOff() {
    Arrays.fill(requested, 0);
    Arrays.fill(applied, 0);
    flags = 0;
    body.cutOff();
  }
}
