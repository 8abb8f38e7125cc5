package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import java.util.List;

/** Where something should be at each step: one place, or waypoints with straight lines between. */
final class TargetPath {

  /** One row per step 0 … T, or a single row for all. */
  private final double[][] rows;

  private TargetPath(double[][] rows) {
    this.rows = rows;
  }

  static TargetPath constant(double[] target) {
    return new TargetPath(new double[][] {Require.finite(target.clone(), "target")});
  }

  /**
   * A path that moves linearly in time between waypoints, and rests before the first and after the
   * last.
   *
   * @param waypoints at least one, their times rising
   * @param steps T
   * @param period control interval [s]
   */
  static TargetPath through(List<Waypoint> waypoints, int steps, double period) {
    Require.atLeast(waypoints.size(), 1, "number of waypoints");
    for (int i = 1; i < waypoints.size(); i++) {
      if (!(waypoints.get(i - 1).time < waypoints.get(i).time)) {
        throw new IllegalArgumentException("times of waypoints must rise, were "
            + waypoints.get(i - 1).time + " and " + waypoints.get(i).time);
      }
    }
    double[][] rows = new double[steps + 1][];
    for (int t = 0; t <= steps; t++) {
      rows[t] = interpolate(waypoints, t * period);
    }
    return new TargetPath(rows);
  }

  double at(int step, int i) {
    return rows[rows.length == 1 ? 0 : step][i];
  }

  int size() {
    return rows[0].length;
  }

  private static double[] interpolate(List<Waypoint> waypoints, double time) {
    int next = 0;
    while (next < waypoints.size() && waypoints.get(next).time <= time) {
      next++;
    }
    Waypoint from = waypoints.get(Math.max(0, next - 1));
    Waypoint to = waypoints.get(Math.min(next, waypoints.size() - 1));
    double length = to.time - from.time;
    double share = length > 0 ? (time - from.time) / length : 0;
    double[] row = new double[from.place.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (1 - share) * from.place[i] + share * to.place[i];
    }
    return row;
  }

  /** A place to be at a time [s]. */
  static final class Waypoint {

    private final double time;
    private final double[] place;

    Waypoint(double time, double[] place) {
      this.time = Require.nonNegative(time, "time of a waypoint");
      this.place = Require.finite(place.clone(), "place of a waypoint");
    }
  }
}
