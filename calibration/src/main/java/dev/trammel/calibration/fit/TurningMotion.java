package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * One joint's motion to and fro, its effort turning about in jumps.
 *
 * @param period [s]
 * @param q T positions [rad or m]; not modified
 * @param v T rates [rad/s or m/s]; not modified
 * @param momentum T, of the joint by its own inertia: its rate, and as much of others' rates as they push
 *     it by [rad/s or m/s]; not modified
 * @param u T commanded efforts, each held from its reading on [N·m or N]; not modified
 */
public record TurningMotion(double period, double[] q, double[] v, double[] momentum, double[] u) {

  /** A jump is one of so much of the greatest. */
  private static final double JUMP = 0.6;

  /** What is left out where a joint turns about itself, now a little sooner and now later [s]. */
  private static final double AT_ENDS = 0.02;

  public TurningMotion {
    Require.positive(period, "period");
    q = Require.length(q.clone(), u.length, "positions");
    v = Require.length(v.clone(), u.length, "rates");
    momentum = Require.length(momentum.clone(), u.length, "momenta");
    u = u.clone();
  }

  /** T. */
  int steps() {
    return u.length;
  }

  /**
   * Steps about a turn of the effort.
   *
   * @param from the first, less than 0 before it
   * @param to the last
   */
  record Stretch(int from, int to) {

    int length() {
      return to - from + 1;
    }

    /** Whether it is more than half of the time from one turn to the next. */
    boolean isEnough(int most) {
      return length() > most / 2;
    }

    /** What both have. */
    Stretch within(Stretch other) {
      return new Stretch(Math.max(from, other.from), Math.min(to, other.to));
    }

    private Stretch shorterBy(int steps) {
      return new Stretch(from + steps, to - steps);
    }
  }

  /**
   * In which the joint surely moves one way, by the mean of all turns: it turns about later than the
   * effort does, and sooner again after it the more it rubs.
   *
   * @param most steps to either side
   */
  Stretch oneWay(int most) {
    Stretch from = new Stretch(-most, most);
    double[] mean = new double[from.length()];
    for (int turn : turns(from)) {
      double sense = Math.signum(u[turn]);
      for (int i = 0; i < mean.length; i++) {
        // before it has answered to the turn it moves against it
        mean[i] -= sense * v[turn - most + i];
      }
    }
    int first = most;
    while (first > 0 && mean[first - 1] > 0) {
      first--;
    }
    int last = most;
    while (last + 1 < mean.length && mean[last + 1] > 0) {
      last++;
    }
    return new Stretch(first - most, last - most).shorterBy((int) Math.rint(AT_ENDS / period));
  }

  /**
   * Whether the joint goes to and fro as its effort does: one way for more than half of the time from one
   * turn to the next, without what is left out at the ends.
   *
   * @param most steps to either side of a turn, fewer than to the next
   */
  public boolean isClean(int most) {
    return oneWay(most).isEnough(most);
  }

  /** Steps at which the effort jumps, with all of the stretch about them within the motion. */
  List<Integer> turns(Stretch stretch) {
    double most = 0;
    for (int t = 1; t < u.length; t++) {
      most = Math.max(most, Math.abs(u[t] - u[t - 1]));
    }
    List<Integer> turns = new ArrayList<>();
    int last = Integer.MIN_VALUE / 2;
    for (int t = Math.max(1, -stretch.from()); t + Math.max(0, stretch.to()) < u.length; t++) {
      boolean jumps = Math.abs(u[t] - u[t - 1]) > JUMP * most;
      if (jumps && t - last > stretch.length() / 2) {
        turns.add(t);
        last = t;
      }
    }
    return turns;
  }
}
