package dev.trammel.hardware.soak;

import dev.trammel.hardware.wire.Activity;
import java.util.Arrays;

/**
 * What a robot may do now, by what it was told, and whether it does more. Outside of an activity an
 * effort is the safe action, fades to it as fast as it may, or brakes.
 */
final class Motion {

  private static final double ROUNDING = 1e-9;

  /** A robot that leaves ACTIVE gives the safe action no longer than this [µs]. */
  private static final long LONGEST_STOP = 2_000_000;

  /** After so many ticks without a word the actuators were forgotten. */
  private static final int MOST_TICKS = 3;

  private final Shape shape;
  private final Diary diary;
  private final double[] last;
  private boolean enabled;
  private Activity activity = Activity.NONE;
  private boolean ending;
  private String user = "";
  private long request;
  private int steps;
  private long now;
  private long tick;
  private long disabledAt;
  private Rule broken = Rule.REST;
  private int ticksWithoutWord;
  private long deadline = -1;
  private long slowestStop;

  Motion(Shape shape, Diary diary) {
    this.shape = shape;
    this.diary = diary;
    last = new double[shape.inputs()];
  }

  // ---- what it is told ----

  void activated() {
    enabled = true;
    activity = Activity.HOLD;
    ending = false;
  }

  /** It was told to do this, and said that it begins. */
  void begun(Activity next, String by, long under, int count) {
    activity = next;
    user = by;
    request = under;
    steps = count;
    ending = false;
  }

  /** Whether an answer is the second one of what it does. */
  boolean isOf(String to, long answered) {
    return activity != Activity.NONE
        && activity != Activity.HOLD
        && user.equals(to)
        && request == answered;
  }

  void done() {
    activity = enabled ? Activity.HOLD : Activity.NONE;
    ending = false;
  }

  /** It may only come to rest now, though it still says that it does it. */
  void mustRest(Rule why) {
    if (!ending) {
      ending = true;
      broken = why;
      ticksWithoutWord = 0;
    }
  }

  /**
   * It must not do anything any more but stop.
   *
   * @param since when, by the device's clock [µs]
   */
  void mustStop(Rule why, long since) {
    if (enabled) {
      enabled = false;
      activity = Activity.NONE;
      broken = why;
      disabledAt = now;
      ticksWithoutWord = 0;
      deadline = why == Rule.SILENCE ? since : -1;
    } else if (why == Rule.RESUMED) {
      // a software stop also stops what is not active
      disabledAt = now;
    }
  }

  Shape shape() {
    return shape;
  }

  boolean isEnabled() {
    return enabled;
  }

  /** What it may do. */
  Activity activity() {
    return activity;
  }

  /** Of the run that it may do. */
  int steps() {
    return steps;
  }

  // ---- what it does ----

  void ticks(long nowMicros) {
    tick = nowMicros - now;
    now = nowMicros;
    ticksWithoutWord++;
    if (mustBeSafe() && ticksWithoutWord >= MOST_TICKS && !isZero(last)) {
      diary.breach(
          broken, "the effort " + Arrays.toString(last) + " went on, with no word to the body");
      ticksWithoutWord = 0;
    }
  }

  /** An effort is given. */
  void applied(double[] u, double[] reading) {
    ticksWithoutWord = 0;
    checkBounds(u);
    if (mustBeSafe()) {
      checkSafe(u, reading);
    }
    System.arraycopy(u, 0, last, 0, u.length);
  }

  void cutOff() {
    ticksWithoutWord = 0;
    stopped();
    Arrays.fill(last, 0);
  }

  /** What acts. */
  double[] last() {
    return last.clone();
  }

  /** Longest time from the end of a lease to the first safe effort [µs]. */
  long slowestStop() {
    return slowestStop;
  }

  private boolean mustBeSafe() {
    return !enabled || ending || activity == Activity.HOLD || activity == Activity.NONE;
  }

  private boolean steps(Activity what) {
    return what != Activity.NONE && what != Activity.HOLD && what != Activity.MOVE;
  }

  private double change(int i) {
    boolean byPeriod = enabled && !ending && steps(activity);
    long cycle = byPeriod ? shape.period() : Math.min(tick, shape.period());
    return shape.slew()[i] * cycle * 1e-6;
  }

  private void checkBounds(double[] u) {
    for (int i = 0; i < u.length; i++) {
      if (!(u[i] >= shape.lower()[i] && u[i] <= shape.upper()[i])) {
        diary.breach(Rule.BOUNDS, "input " + i + " is " + u[i]);
      }
      // a run may have ended in this tick, whose last step was as long as a period
      double most = shape.slew()[i] * (ending ? shape.period() * 1e-6 : 0);
      if (Math.abs(u[i] - last[i]) > Math.max(most, change(i)) + ROUNDING) {
        diary.breach(
            Rule.BOUNDS,
            "input " + i + " went from " + last[i] + " to " + u[i] + " within " + tick + " µs");
      }
    }
  }

  private void checkSafe(double[] u, double[] reading) {
    boolean isSafe = true;
    for (int i = 0; i < u.length; i++) {
      double safe = shape.safe(i, reading);
      boolean there = Math.abs(u[i] - safe) <= ROUNDING || shape.isBraking(i, u[i], reading);
      isSafe &= there;
      if (!there && !fades(i, u[i], safe)) {
        diary.breach(
            broken,
            "the effort is " + Arrays.toString(u) + " at " + Arrays.toString(reading) + ", was "
                + Arrays.toString(last) + " " + tick + " µs before; allowed is the safe action");
      }
    }
    if (!enabled && !isZero(u) && now - disabledAt > LONGEST_STOP + tick) {
      diary.breach(Rule.REST, "after 2 s of stopping the effort is " + Arrays.toString(u));
    }
    if (isSafe) {
      stopped();
    }
  }

  private boolean fades(int i, double u, double safe) {
    boolean between =
        Math.min(last[i], safe) - ROUNDING <= u && u <= Math.max(last[i], safe) + ROUNDING;
    return between && Math.abs(u - last[i]) >= change(i) - ROUNDING;
  }

  private void stopped() {
    if (deadline >= 0) {
      slowestStop = Math.max(slowestStop, now - deadline);
      deadline = -1;
    }
  }

  private static boolean isZero(double[] u) {
    return Arrays.stream(u).allMatch(x -> x == 0);
  }
}
