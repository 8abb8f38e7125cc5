package dev.trammel.controller.bench;

import dev.trammel.controller.linalg.Require;

/**
 * What a robot recorded of one motion: T inputs, T+1 readings, by its own clock. Immutable.
 *
 * <p>Rows are steps. The arrays are copied in and never handed out.
 */
public final class Recording {

  private final String end;
  private final double[] times;
  private final double[][] readings;
  private final double[][] requested;
  private final double[][] applied;

  /** What the last line says of a motion that went through to its end. */
  public static final String WHOLE = "whole";

  /**
   * Keeps copies.
   *
   * @param end {@link #WHOLE}, or why it ended early, as the robot says it: {@code FAULT TUBE}
   * @param times T+1, when each reading was taken, by the robot's clock [s]; they grow
   * @param readings (T+1)×p, of all sensors
   * @param requested T×m, what the motion asked for
   * @param applied T×m, what the robot gave its actuators after its limits
   */
  public Recording(
      String end, double[] times, double[][] readings, double[][] requested, double[][] applied) {
    int steps = requested.length;
    if (times.length != steps + 1 || readings.length != steps + 1 || applied.length != steps) {
      throw new IllegalArgumentException("a recording of " + steps + " requested inputs needs as"
          + " many applied inputs and one more time and reading, had " + applied.length + ", "
          + times.length + " and " + readings.length);
    }
    this.end = end;
    this.times = Require.finite(times.clone(), "times");
    this.readings = copy(readings, "readings");
    this.requested = copy(requested, "requested");
    this.applied = copy(applied, "applied");
    for (int t = 0; t < steps; t++) {
      if (!(times[t] < times[t + 1])) {
        throw new IllegalArgumentException("times must grow, step " + t + " came at " + times[t]
            + " s and the next one at " + times[t + 1] + " s");
      }
    }
  }

  private static double[][] copy(double[][] rows, String name) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = Require.finite(rows[i].clone(), name);
    }
    return copy;
  }

  /** {@link #WHOLE}, or why it ended early. */
  public String end() {
    return end;
  }

  public boolean isWhole() {
    return end.equals(WHOLE);
  }

  /** T. */
  public int steps() {
    return requested.length;
  }

  /** p. */
  public int sensors() {
    return readings[0].length;
  }

  /** When the reading of step t was taken, t = 0 … T, by the robot's clock [s]. */
  public double time(int t) {
    return times[t];
  }

  /** Entry i of the reading at step t, t = 0 … T. */
  public double reading(int t, int i) {
    return readings[t][i];
  }

  /** Entry i of the input that was asked for at step t. */
  public double requested(int t, int i) {
    return requested[t][i];
  }

  /** Entry i of the input that was given at step t. */
  public double applied(int t, int i) {
    return applied[t][i];
  }
}
