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
 * @param u T commanded efforts, each held from its reading on [N·m or N]; not modified
 */
public record TurningMotion(double period, double[] q, double[] v, double[] u) {

  /** A jump is one of so much of the greatest. */
  private static final double JUMP = 0.6;

  public TurningMotion {
    Require.positive(period, "period");
    q = Require.length(q.clone(), u.length, "positions");
    v = Require.length(v.clone(), u.length, "rates");
    u = u.clone();
  }

  /** T. */
  int steps() {
    return u.length;
  }

  /**
   * Steps at which the effort jumps, with so many steps before and after them, and no other jump in
   * between.
   */
  List<Integer> turns(int half) {
    double most = 0;
    for (int t = 1; t < u.length; t++) {
      most = Math.max(most, Math.abs(u[t] - u[t - 1]));
    }
    List<Integer> turns = new ArrayList<>();
    int last = -half;
    for (int t = half; t + half < u.length; t++) {
      boolean jumps = t > 0 && Math.abs(u[t] - u[t - 1]) > JUMP * most;
      if (jumps && t - last > half) {
        turns.add(t);
        last = t;
      }
    }
    return turns;
  }
}
